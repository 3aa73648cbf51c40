#include "runtime/measure/intervals.h"

#include "runtime/measure/reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace snn::measure {

using blueprint::Reduction;

Intervals::Intervals(std::size_t n_cells, Reduction reduction, Of of, double dt)
    : reduction_(reduction), of_(of), dt_(dt), cells_(n_cells) {}

void Intervals::begin(std::int64_t /*step*/) {
  std::fill(cells_.begin(), cells_.end(), Cell{});
}

void Intervals::observe(std::int64_t step, std::span<const Position> fired) {
  for (const Position position : fired) {
    Cell& cell = cells_[position];
    if (cell.last != kNever) {
      const std::int64_t interval = step - cell.last;
      cell.shortest = cell.n == 0 ? interval : std::min(cell.shortest, interval);
      cell.longest = std::max(cell.longest, interval);
      ++cell.n;
      const double x = static_cast<double>(interval);
      const double from_old = x - cell.mean;
      cell.mean += from_old / static_cast<double>(cell.n);
      cell.squares += from_old * (x - cell.mean);
    }
    cell.last = step;
  }
}

double Intervals::value(std::int64_t /*now*/) const {
  return of_ == Of::Length ? length() : variation();
}

double Intervals::length() const {
  std::int64_t n = 0;
  double sum = 0;
  std::int64_t shortest = std::numeric_limits<std::int64_t>::max();
  std::int64_t longest = 0;
  for (const Cell& cell : cells_) {
    if (cell.n == 0) continue;
    n += cell.n;
    sum += std::round(cell.mean * static_cast<double>(cell.n));
    shortest = std::min(shortest, cell.shortest);
    longest = std::max(longest, cell.longest);
  }
  if (reduction_ == Reduction::Sum) return sum * dt_;
  if (n == 0) return std::numeric_limits<double>::quiet_NaN();
  switch (reduction_) {
    case Reduction::Min: return static_cast<double>(shortest) * dt_;
    case Reduction::Max: return static_cast<double>(longest) * dt_;
    case Reduction::None:
    case Reduction::Mean:
    case Reduction::Sum: return sum / static_cast<double>(n) * dt_;
  }
  return 0;
}

double Intervals::variation() const {
  std::vector<double> of_cells;
  for (const Cell& cell : cells_) {
    if (cell.n < kFewest) continue;
    of_cells.push_back(std::sqrt(cell.squares / static_cast<double>(cell.n)) / cell.mean);
  }
  if (of_cells.empty()) return std::numeric_limits<double>::quiet_NaN();
  return reduce(reduction_, of_cells);
}

}  // namespace snn::measure
