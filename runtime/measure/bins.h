#pragma once
// Spike counts in bins of 1 ms: their sums and sums of squares, cell by cell and for groups of
// cells, without keeping the counts.

#include "runtime/measure/cells.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace snn::measure {

class Bins {
 public:
  /// `group_begins`: where each group of positions begins; the first is 0.
  Bins(std::size_t n_cells, std::vector<std::size_t> group_begins, double dt);

  void begin(std::int64_t step);
  void observe(std::int64_t step, std::span<const Position> fired);

  /// Bins that are complete.
  [[nodiscard]] std::uint64_t n_bins() const { return n_bins_; }
  /// The variance over bins of a cell's count.
  [[nodiscard]] double cell_variance(std::size_t position) const;
  /// The covariance over bins of the counts of two groups; of one with itself its variance.
  [[nodiscard]] double group_covariance(std::size_t first, std::size_t second) const;

 private:
  struct Sums {
    std::uint64_t of_counts = 0;
    std::uint64_t of_squares = 0;
  };

  [[nodiscard]] std::size_t n_groups() const { return group_begins_.size(); }
  void end_bin();

  std::vector<std::size_t> group_begins_;
  std::int64_t steps_per_bin_;
  std::int64_t begin_ = 0;
  std::uint64_t n_bins_ = 0;
  std::vector<Sums> cells_;
  std::vector<std::uint64_t> group_counts_;    // summed over bins
  std::vector<std::uint64_t> group_products_;  // summed over bins; row-major
  // The bin that is filled: counts, and which of them are not 0.
  std::vector<std::uint32_t> counts_;
  std::vector<Position> touched_;
  std::vector<std::uint64_t> of_group_;
};

}  // namespace snn::measure
