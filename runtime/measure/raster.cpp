#include "runtime/measure/raster.h"

#include <algorithm>

namespace snn::measure {

Raster::Raster(std::uint64_t n_cells, std::size_t n_rows) {
  const std::uint64_t n = std::min<std::uint64_t>({n_rows, kMostRows, n_cells});
  for (std::uint64_t row = 0; row < n; ++row)
    rows_.push_back(static_cast<std::uint32_t>(row * n_cells / n));
}

void Raster::begin(std::int64_t step) {
  begin_ = step;
  steps_per_bin_ = 1;
  bins_.clear();
}

void Raster::observe(std::int64_t step, std::span<const std::uint32_t> fired) {
  if (fired.empty()) return;
  std::uint64_t bits = 0;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (std::binary_search(fired.begin(), fired.end(), rows_[row])) bits |= std::uint64_t{1} << row;
  }
  if (bits == 0) return;
  auto bin = static_cast<std::size_t>((step - begin_ - 1) / steps_per_bin_);
  while (bin >= kMostBins) {
    for (std::size_t k = 0; k < bins_.size(); ++k) {
      const std::uint64_t old = bins_[k];
      if (k % 2 == 0) bins_[k / 2] = old;
      if (k % 2 == 1) bins_[k / 2] |= old;
    }
    bins_.resize((bins_.size() + 1) / 2);
    steps_per_bin_ *= 2;
    bin /= 2;
  }
  if (bin >= bins_.size()) bins_.resize(bin + 1);
  bins_[bin] |= bits;
}

std::vector<std::vector<bool>> Raster::columns(std::int64_t now, std::size_t n_columns) const {
  std::vector<std::vector<bool>> result(n_columns, std::vector<bool>(rows_.size()));
  const std::int64_t n_steps = std::max<std::int64_t>(1, now - begin_);
  for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
    const std::int64_t first = static_cast<std::int64_t>(bin) * steps_per_bin_;
    const auto column =
        static_cast<std::size_t>(first * static_cast<std::int64_t>(n_columns) / n_steps);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if ((bins_[bin] >> row & 1U) != 0) result[std::min(column, n_columns - 1)][row] = true;
    }
  }
  return result;
}

}  // namespace snn::measure
