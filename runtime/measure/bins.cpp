#include "runtime/measure/bins.h"

#include <algorithm>
#include <cmath>

namespace snn::measure {

namespace {

constexpr double kBin = 1;  // ms

// n <xy> - <x><y> over n: sums of integers, exact as long as they are below 2^53.
double covariance(std::uint64_t n, std::uint64_t x, std::uint64_t y, std::uint64_t xy) {
  if (n == 0) return 0;
  const auto count = static_cast<double>(n);
  const double products = count * static_cast<double>(xy);
  return (products - static_cast<double>(x) * static_cast<double>(y)) / (count * count);
}

}  // namespace

Bins::Bins(std::size_t n_cells, std::vector<std::size_t> group_begins, double dt)
    : group_begins_(std::move(group_begins)),
      steps_per_bin_(
          std::max(std::int64_t{1}, static_cast<std::int64_t>(std::floor(kBin / dt + 0.5)))),
      cells_(n_cells),
      group_counts_(group_begins_.size()),
      group_products_(group_begins_.size() * group_begins_.size()),
      counts_(n_cells),
      of_group_(group_begins_.size()) {}

void Bins::begin(std::int64_t step) {
  begin_ = step;
  n_bins_ = 0;
  std::fill(cells_.begin(), cells_.end(), Sums{});
  std::fill(group_counts_.begin(), group_counts_.end(), 0U);
  std::fill(group_products_.begin(), group_products_.end(), 0U);
  std::fill(counts_.begin(), counts_.end(), 0U);
  touched_.clear();
}

void Bins::observe(std::int64_t step, std::span<const Position> fired) {
  for (const Position position : fired) {
    if (counts_[position]++ == 0) touched_.push_back(position);
  }
  if ((step - begin_) % steps_per_bin_ == 0) end_bin();
}

void Bins::end_bin() {
  ++n_bins_;
  if (touched_.empty()) return;
  std::fill(of_group_.begin(), of_group_.end(), 0U);
  for (const Position position : touched_) {
    const std::uint64_t count = counts_[position];
    cells_[position].of_counts += count;
    cells_[position].of_squares += count * count;
    const auto after = std::upper_bound(group_begins_.begin(), group_begins_.end(), position);
    of_group_[static_cast<std::size_t>(after - group_begins_.begin()) - 1] += count;
    counts_[position] = 0;
  }
  touched_.clear();
  for (std::size_t i = 0; i < n_groups(); ++i) {
    group_counts_[i] += of_group_[i];
    for (std::size_t j = 0; j < n_groups(); ++j)
      group_products_[i * n_groups() + j] += of_group_[i] * of_group_[j];
  }
}

double Bins::cell_variance(std::size_t position) const {
  const Sums& cell = cells_[position];
  return covariance(n_bins_, cell.of_counts, cell.of_counts, cell.of_squares);
}

double Bins::group_covariance(std::size_t first, std::size_t second) const {
  return covariance(n_bins_, group_counts_[first], group_counts_[second],
                    group_products_[first * n_groups() + second]);
}

}  // namespace snn::measure
