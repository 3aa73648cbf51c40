#include "runtime/measure/correlation.h"

#include <cmath>
#include <limits>

namespace snn::measure {

namespace {

std::vector<std::size_t> groups_of(const CellSet& of, const CellSet& with) {
  if (with.size() == 0) return {0};
  return {0, of.size()};
}

}  // namespace

Correlation::Correlation(const CellSet& of, const CellSet& with, double dt)
    : n_of_(of.size()),
      n_with_(with.size()),
      shared_(shared_cells(of, with)),
      bins_(of.size() + with.size(), groups_of(of, with), dt) {}

double Correlation::value(std::int64_t /*now*/) const {
  const auto deviations = [&](std::size_t begin, std::size_t end) {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i)
      sum += std::sqrt(bins_.cell_variance(i));
    return sum;
  };
  const double first = deviations(0, n_of_);
  const double second = n_with_ == 0 ? first : deviations(n_of_, n_of_ + n_with_);
  double covariances = bins_.group_covariance(0, n_with_ == 0 ? 0 : 1);
  double products = first * second;
  // A cell with itself is no pair.
  const auto leave_out = [&](std::size_t position) {
    const double variance = bins_.cell_variance(position);
    covariances -= variance;
    products -= variance;
  };
  if (n_with_ == 0) {
    for (std::size_t i = 0; i < n_of_; ++i)
      leave_out(i);
  }
  for (const auto& [position, other] : shared_)
    leave_out(position);
  // What is left of equal sums that were taken in different orders is not a pair that varies.
  if (!(products > 1e-12 * first * second)) return std::numeric_limits<double>::quiet_NaN();
  return covariances / products;
}

}  // namespace snn::measure
