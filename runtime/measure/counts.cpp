#include "runtime/measure/counts.h"

#include "runtime/measure/reduce.h"

#include <algorithm>

namespace snn::measure {

using blueprint::Reduction;

Counts::Counts(std::size_t n_cells, Reduction reduction, Of of, double dt)
    : n_cells_(n_cells),
      reduction_(reduction),
      of_(of),
      dt_(dt),
      by_cell_(reduction == Reduction::None ? 0 : n_cells) {}

void Counts::begin(std::int64_t step) {
  begin_ = step;
  total_ = 0;
  std::fill(by_cell_.begin(), by_cell_.end(), 0U);
}

void Counts::observe(std::int64_t /*step*/, std::span<const Position> fired) {
  total_ += fired.size();
  if (by_cell_.empty()) return;
  for (const Position position : fired)
    ++by_cell_[position];
}

double Counts::value(std::int64_t now) const {
  const double duration = static_cast<double>(now - begin_) * dt_;
  const double unit = of_ == Of::Rate ? 1 / duration : 1;
  if (reduction_ != Reduction::None)
    return reduce(reduction_, std::vector<double>(by_cell_.begin(), by_cell_.end())) * unit;
  const auto total = static_cast<double>(total_);
  if (of_ == Of::Number) return total;
  return total / (static_cast<double>(n_cells_) * duration);
}

}  // namespace snn::measure
