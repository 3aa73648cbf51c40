// Delays in steps, at the declared values.

#include "compiler/model/limits.h"
#include "compiler/network/checks.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/endpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace snn::network {
namespace {

constexpr double kRoundingError = 1e-6;  // of a step
constexpr std::uint64_t kMostCells = 10000;

std::string time_text(double milliseconds) {
  return fmt::format("{:.12g} ms", milliseconds);
}

struct Range {
  double least = 0;
  double most = 0;
  std::string where;  // of the least: "from cell 3"
};

class DelayFinder {
 public:
  DelayFinder(Builder& builder, const Projection& projection, bool is_axonal)
      : builder_(builder),
        projection_(projection),
        is_axonal_(is_axonal),
        dt_(builder.plan.dt.known) {}

  void find(Delay& delay) {
    if (!dt_ || !(*dt_ > 0)) return;
    const std::optional<Range> range = range_of(delay);
    if (!range) return;
    if (!check(delay, *range)) return;
    delay.least = steps(range->least);
    delay.most = steps(range->most);
  }

 private:
  [[nodiscard]] std::int64_t steps(double duration) const {
    return static_cast<std::int64_t>(std::floor(duration / *dt_ + 0.5));
  }

  [[nodiscard]] std::optional<Range> range_of(const Delay& delay) const {
    if (delay.is_draw) return of_draw(delay);
    if (const auto* listed = std::get_if<ListedPairs>(&projection_.pairs.rule)) {
      if (is_axonal_ && listed->delay)
        return of_file(builder_.plan.files[listed->file], *listed->delay);
    }
    if (delay.spread == Spread::Shared) {
      if (!delay.value.known) return std::nullopt;
      return Range{*delay.value.known, *delay.value.known, ""};
    }
    if (delay.spread == Spread::PerPre)
      return over(delay, projection_.source, builder_.row, "from");
    if (delay.spread == Spread::PerPost)
      return over(delay, projection_.target.cells, builder_.column, "to");
    return std::nullopt;
  }

  // Of the distributions only `uniform` has both ends.
  [[nodiscard]] std::optional<Range> of_draw(const Delay& delay) const {
    const auto* call = std::get_if<model::IntrinsicCall>(&builder_.program[delay.value.expr].kind);
    if (call == nullptr || call->intrinsic != model::Intrinsic::Uniform) return std::nullopt;
    std::vector<double> ends;
    for (const model::NamedArg& arg : call->args) {
      const auto known = builder_.evaluate(delay.value.in, arg.value, {});
      if (!known) return std::nullopt;
      ends.push_back(*known);
    }
    if (ends.size() != 2) return std::nullopt;
    return Range{std::min(ends[0], ends[1]), std::max(ends[0], ends[1]), ""};
  }

  [[nodiscard]] static std::optional<Range> of_file(const DataFile& file, const Column& column) {
    std::optional<Range> range;
    const std::size_t n_columns = file.shape[1];
    for (std::size_t row = 0; row < file.shape[0]; ++row)
      include(range, file.values[row * n_columns + column.index] * column.factor,
              fmt::format("in row {}", row + 1));
    return range;
  }

  [[nodiscard]] std::optional<Range> over(const Delay& delay, const Cells& cells, SymbolId index,
                                          std::string_view side) const {
    const auto numbers = numbers_of(builder_.plan, cells, kMostCells);
    if (!numbers) return std::nullopt;
    std::optional<Range> range;
    for (const std::uint64_t number : *numbers) {
      const auto known = builder_.evaluate(delay.value.in, delay.value.expr,
                                           {{index, static_cast<double>(number)}});
      if (!known) return std::nullopt;
      include(range, *known, fmt::format("{} cell {}", side, number));
    }
    return range;
  }

  static void include(std::optional<Range>& range, double value, std::string where) {
    if (!range) {
      range = Range{value, value, std::move(where)};
      return;
    }
    range->most = std::max(range->most, value);
    if (value >= range->least) return;
    range->least = value;
    range->where = std::move(where);
  }

  // False after an error. A drawn delay is looked at when it is drawn.
  bool check(const Delay& delay, const Range& range) {
    const source::SourceSpan span =
        delay.value.is_given() ? builder_.program[delay.value.expr].span : projection_.span;
    const std::string_view what = is_axonal_ ? "delay" : "dendritic_delay";
    const bool needs_step = is_axonal_ && projection_.carries_spikes;
    if (needs_step && range.least < *dt_ * (1 - kRoundingError)) {
      if (delay.is_draw) return true;
      auto report = builder_.diags.emit(model::kShortDelay, span, what, time_text(range.least),
                                        time_text(*dt_));
      report.help(fmt::format("use a delay of at least {}", time_text(*dt_)));
      if (!range.where.empty()) report.note("it is that " + range.where);
      return false;
    }
    const bool is_alone = delay.spread == Spread::Shared && delay.value.is_given();
    if (is_alone && !builder_.was_checked(delay.value.in, delay.value.expr))
      check_grid(span, what, range.least);
    return true;
  }

  void check_grid(source::SourceSpan span, std::string_view what, double duration) {
    const auto n = static_cast<double>(steps(duration));
    const double slack = std::max(kRoundingError, 1e-12 * n);
    if (std::abs(duration / *dt_ - n) <= slack) return;
    builder_.diags.emit(model::kOffGrid, span, what, time_text(duration), time_text(*dt_),
                        time_text(n * *dt_));
  }

  Builder& builder_;
  const Projection& projection_;
  bool is_axonal_;
  std::optional<double> dt_;
};

}  // namespace

void find_steps(Builder& builder, const Projection& projection, Delay& delay, bool is_axonal) {
  DelayFinder(builder, projection, is_axonal).find(delay);
}

}  // namespace snn::network
