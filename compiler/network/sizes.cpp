// Sizes of populations, slices of them, and the positions that a file gives.

#include "compiler/model/limits.h"
#include "compiler/network/checks.h"
#include "compiler/network/diagnostics.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace snn::network {
namespace {

constexpr double kLargest = 2147483647;  // cells have 32-bit numbers

bool is_whole(double value) {
  return value == std::floor(value);
}

// One subscript of a side of so many cells.
class SliceChecker {
 public:
  SliceChecker(Builder& builder, const Population& population, double size)
      : builder_(builder), population_(population), size_(size) {}

  bool check(const Slice& slice) {
    if (!require_whole(slice.begin) || !require_whole(slice.end) || !require_whole(slice.step))
      return false;
    const double begin = slice.begin.known.value_or(0);
    const double end = slice.is_single ? begin + 1 : slice.end.known.value_or(size_);
    const double step = slice.step.known.value_or(1);
    if (step < 1) {
      return report(slice.step, fmt::format("a slice goes forward; its step is {:.12g}", step));
    }
    if (slice.begin.known && end <= begin) {
      return report(slice.end,
                    fmt::format("there are no cells from {:.12g} up to {:.12g}", begin, end));
    }
    if (begin >= 0 && end <= size_) return true;
    const bool is_begin = begin < 0 || slice.is_single;
    return report(is_begin ? slice.begin : slice.end,
                  fmt::format("there is no cell {:.12g} in `{}`, which has {:.12g}; the first is 0",
                              is_begin ? begin : end - 1, population_.path, size_));
  }

 private:
  bool require_whole(const Value& value) {
    if (!value.known || is_whole(*value.known)) return true;
    return report(value,
                  fmt::format("cells have whole numbers; this one is {:.12g}", *value.known));
  }

  bool report(const Value& value, const std::string& what) {
    const source::SourceSpan span =
        value.is_given() ? builder_.program[value.expr].span : source::SourceSpan();
    builder_.diags.emit(model::kSubscriptRange, span, what)
        .label(builder_.program[population_.symbol].span, fmt::format("{:.12g} cells", size_));
    return false;
  }

  Builder& builder_;
  const Population& population_;
  double size_;
};

}  // namespace

std::optional<std::uint64_t> check_sides(Builder& builder, const Population& population) {
  double n = 1;
  for (const Value& side : population.sides) {
    if (!side.known) return std::nullopt;
    const double size = *side.known;
    n *= size;
    const bool is_sound = size >= 1 && is_whole(size) && n <= kLargest;
    if (is_sound) continue;
    const std::string what = population.sides.size() > 1
                                 ? fmt::format("a side of `{}`", population.path)
                                 : fmt::format("the size of `{}`", population.path);
    const std::string rule =
        n > kLargest
            ? fmt::format("{:.12g}, which makes {:.12g} cells; 2147483647 are the most", size, n)
            : fmt::format("{:.12g}; it must be a whole number of at least 1", size);
    builder.diags.emit(model::kBadSize, builder.program[side.expr].span, what, rule);
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(n);
}

bool check_slices(Builder& builder, const Population& population, const Cells& cells) {
  bool is_sound = true;
  for (std::size_t k = 0; k < cells.slices.size(); ++k) {
    std::optional<double> size;
    if (population.n_cells) size = static_cast<double>(*population.n_cells);
    if (cells.slices.size() > 1) size = population.sides[k].known;
    if (size)
      is_sound = SliceChecker(builder, population, *size).check(cells.slices[k]) && is_sound;
  }
  return is_sound;
}

bool check_positions(Builder& builder, const Population& population, const Layout& layout) {
  const DataFile& file = builder.plan.files[layout.file];
  const std::size_t n_rows = file.shape[0];
  const std::size_t n_columns = file.shape[1];
  if (n_columns < 1 || n_columns > 3) {
    builder.diags.emit(kDataShape, file.span, file.path,
                       fmt::format("has {} columns; a position has 1 to 3", n_columns));
    return false;
  }
  if (population.n_cells && n_rows != *population.n_cells) {
    builder.diags
        .emit(kDataShape, file.span, file.path,
              fmt::format("has {} positions, and `{}` has {} cells", n_rows, population.path,
                          *population.n_cells))
        .label(builder.program[population.symbol].span, "declared here");
    return false;
  }
  return true;
}

}  // namespace snn::network
