#include "runtime/measure/synchrony.h"

#include <cmath>
#include <limits>

namespace snn::measure {

Synchrony::Synchrony(std::size_t n_cells, double dt) : n_cells_(n_cells), bins_(n_cells, {0}, dt) {}

double Synchrony::value(std::int64_t /*now*/) const {
  double of_cells = 0;
  for (std::size_t i = 0; i < n_cells_; ++i)
    of_cells += bins_.cell_variance(i);
  if (of_cells == 0) return std::numeric_limits<double>::quiet_NaN();
  // The mean rate's variance over the cells' mean variance.
  return std::sqrt(bins_.group_covariance(0, 0) / (static_cast<double>(n_cells_) * of_cells));
}

}  // namespace snn::measure
