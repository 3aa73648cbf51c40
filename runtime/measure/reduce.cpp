#include "runtime/measure/reduce.h"

#include <cmath>
#include <limits>

namespace snn::measure {

using blueprint::Reduction;

namespace {

double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum;
}

template <class Better>
double best_of(std::span<const double> values, Better better) {
  double best = values.front();
  for (const double value : values) {
    if (std::isnan(value)) return value;
    if (better(value, best)) best = value;
  }
  return best;
}

}  // namespace

double reduce(Reduction reduction, std::span<const double> values) {
  if (reduction == Reduction::Sum) return sum_of(values);
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  switch (reduction) {
    case Reduction::Min: return best_of(values, [](double a, double b) { return a < b; });
    case Reduction::Max: return best_of(values, [](double a, double b) { return a > b; });
    case Reduction::None:
    case Reduction::Mean:
    case Reduction::Sum: return sum_of(values) / static_cast<double>(values.size());
  }
  return 0;
}

}  // namespace snn::measure
