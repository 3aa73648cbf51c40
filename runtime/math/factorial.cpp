#include "runtime/math/factorial.h"

#include "runtime/math/log.h"

namespace snn::math {

// Exact products below 10; above, Stirling's series, whose next term is below 1e-13 there.
double log_factorial(double k) {
  constexpr double kHalfLog2Pi = 0.918938533204672741780;
  if (k < 10) {
    double product = 1;
    for (double i = 2; i <= k; ++i)
      product *= i;
    return log(product);
  }
  const double inverse = 1 / k;
  const double square = inverse * inverse;
  const double series =
      1.0 / 12 +
      square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680 + square / 1188)));
  return (k + 0.5) * log(k) - k + kHalfLog2Pi + inverse * series;
}

double log_choose(double n, double k) {
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

}  // namespace snn::math
