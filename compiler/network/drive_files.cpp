#include "compiler/network/drive_files.h"

#include "compiler/network/columns.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/endpoints.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace snn::network {
namespace {

class DriveFile {
 public:
  DriveFile(Builder& builder, Drive& drive)
      : builder_(builder),
        drive_(drive),
        file_(builder.plan.files[drive.file]),
        n_columns_(file_.shape.size() > 1 ? file_.shape[1] : 1) {}

  /// One column: times for every cell; two: a cell and a time.
  bool take_spikes() {
    std::optional<std::size_t> times(n_columns_ == 1 ? 0 : 1);
    std::optional<std::size_t> cells;
    if (n_columns_ > 1) cells = 0;
    if (!file_.columns.empty()) {
      times = column_named(file_, {"t", "time", "time_ms"});
      cells = column_named(file_, {"i", "cell"});
    }
    const std::size_t n_known = (times ? 1U : 0U) + (cells ? 1U : 0U);
    if (!times || n_known != n_columns_) return refuse_columns();
    const auto factor = factor_of(builder_, file_, *times, quantity_in(builder_.program, "ms"));
    if (!factor || !check_finite(builder_, file_, *times)) return false;
    drive_.numbers = {*times, *factor};
    drive_.cells = cells;
    return check_times() && (!cells || check_cells());
  }

  /// A column for all cells together, or one for each.
  bool take_samples() {
    const auto& n_cells = drive_.target.cells.n_cells;
    if (n_columns_ != 1 && n_cells && n_columns_ != *n_cells) {
      builder_.diags.emit(
          kDataShape, file_.span, file_.path,
          fmt::format("has {} columns; samples have one for all cells, or one for each of the {}",
                      n_columns_, *n_cells));
      return false;
    }
    const Quantity holds = quantity_of(builder_.program, drive_.target.port);
    for (std::size_t column = 0; column < n_columns_; ++column) {
      const auto factor = factor_of(builder_, file_, column, holds);
      if (!factor || !check_finite(builder_, file_, column)) return false;
      if (column > 0 && *factor != drive_.numbers.factor) {
        builder_.diags.emit(kDataShape, file_.span, file_.path,
                            "has columns in different units; samples are in one");
        return false;
      }
      drive_.numbers.factor = *factor;
    }
    return true;
  }

 private:
  bool refuse_columns() {
    const std::string found = file_.columns.empty()
                                  ? fmt::format("{} columns", n_columns_)
                                  : fmt::format("columns {}", fmt::join(file_.columns, ", "));
    builder_.diags
        .emit(kDataShape, file_.span, file_.path,
              fmt::format("has {}; a list of spikes has times, or cells and times", found))
        .help("call the columns `i` and `t`, or `cell` and `time_ms` as in a recording");
    return false;
  }

  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return file_.values[row * n_columns_ + column];
  }

  bool check_times() {
    for (std::size_t row = 0; row < file_.shape[0]; ++row) {
      const double time = at(row, drive_.numbers.index);
      if (time >= 0) continue;
      builder_.diags.emit(
          kDataShape, file_.span, file_.path,
          fmt::format("has a spike at {:.12g} in row {}, before the start", time, row + 1));
      return false;
    }
    return true;
  }

  bool check_cells() {
    constexpr std::uint64_t kMostCells = 1U << 24U;
    const Population& population = builder_.plan.populations[drive_.target.cells.population];
    std::optional<std::set<std::uint64_t>> among;
    if (!drive_.target.cells.slices.empty()) {
      if (const auto numbers = numbers_of(builder_.plan, drive_.target.cells, kMostCells))
        among = std::set<std::uint64_t>(numbers->begin(), numbers->end());
    }
    for (std::size_t row = 0; row < file_.shape[0]; ++row) {
      const double cell = at(row, *drive_.cells);
      const bool is_cell = cell >= 0 && cell == std::floor(cell);
      const bool is_there =
          is_cell && (!population.n_cells || cell < static_cast<double>(*population.n_cells)) &&
          (!among || among->contains(static_cast<std::uint64_t>(cell)));
      if (is_there) continue;
      builder_.diags
          .emit(kDataShape, file_.span, file_.path,
                fmt::format("has a spike of cell {:.12g} in row {}, which is none of `{}` that "
                            "are driven",
                            cell, row + 1, population.path))
          .note("cells are counted from 0, in the whole population");
      return false;
    }
    return true;
  }

  Builder& builder_;
  Drive& drive_;
  const DataFile& file_;
  std::size_t n_columns_;
};

}  // namespace

void take_file(Builder& builder, Drive& drive) {
  if (!drive.file.is_valid()) return;
  DriveFile file(builder, drive);
  const bool is_sound =
      drive.process == model::Intrinsic::SpikeList ? file.take_spikes() : file.take_samples();
  if (!is_sound) drive.file = {};
}

}  // namespace snn::network
