#include "runtime/measure/times.h"

#include "runtime/measure/reduce.h"

#include <algorithm>
#include <limits>

namespace snn::measure {

using blueprint::Reduction;

SpikeTimes::SpikeTimes(std::size_t n_cells, Reduction reduction, Of of, double dt)
    : reduction_(reduction),
      of_(of),
      dt_(dt),
      times_(reduction == Reduction::None ? 1 : n_cells, kNever) {}

void SpikeTimes::begin(std::int64_t /*step*/) {
  std::fill(times_.begin(), times_.end(), kNever);
}

void SpikeTimes::observe(std::int64_t step, std::span<const Position> fired) {
  if (reduction_ == Reduction::None) {
    if (!fired.empty()) note(times_.front(), step);
    return;
  }
  for (const Position position : fired)
    note(times_[position], step);
}

double SpikeTimes::value(std::int64_t /*now*/) const {
  std::vector<double> known;
  for (const std::int64_t time : times_) {
    if (time != kNever) known.push_back(static_cast<double>(time) * dt_);
  }
  if (known.empty()) return std::numeric_limits<double>::quiet_NaN();
  return reduce(reduction_, known);
}

}  // namespace snn::measure
