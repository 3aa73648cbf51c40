#pragma once
// A picture of who fired when, in bounded space however long the run: a few cells of each
// population, and bins that double in width when there are too many.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace snn::measure {

class Raster {
 public:
  static constexpr std::size_t kMostRows = 64;

  /// `n_rows` (at most 64) of the cells, evenly spread.
  Raster(std::uint64_t n_cells, std::size_t n_rows);

  void begin(std::int64_t step);
  /// Cells that fired, ascending.
  void observe(std::int64_t step, std::span<const std::uint32_t> fired);

  [[nodiscard]] std::size_t n_rows() const { return rows_.size(); }
  /// Whether a row's cell fired in column k of `n_columns` that cut the time up to `now`.
  [[nodiscard]] std::vector<std::vector<bool>> columns(std::int64_t now,
                                                       std::size_t n_columns) const;

 private:
  static constexpr std::size_t kMostBins = 4096;

  std::vector<std::uint32_t> rows_;  // the cell of each row
  std::int64_t begin_ = 0;
  std::int64_t steps_per_bin_ = 1;
  std::vector<std::uint64_t> bins_;  // a bit for each row
};

}  // namespace snn::measure
