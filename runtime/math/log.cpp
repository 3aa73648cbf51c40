#include "runtime/math/log.h"

#include "runtime/math/log_parts.h"

namespace snn::math {
namespace {

/// `finite` where ln(argument) has a finite value; the ends of the range and NaN otherwise.
template <Real F>
F with_limits(F argument, F finite) {
  const F upper = argument < kInfinity<F> ? finite : argument;
  const F lower = argument < 0 ? kNan<F> : upper;
  return argument == 0 ? -kInfinity<F> : lower;
}

template <Real F>
F log_of(F x) {
  return with_limits(x, log_of_parts(log_parts(x), F{0}));
}

/// ln(u) + c/u, where u = 1 + x was rounded by c. Where u is near 1, x itself is the fraction.
template <Real F>
F log1p_of(F x) {
  const F u = 1 + x;
  const LogParts<F> parts = log_parts(u);
  const F rounded_off = x > 1 ? 1 - (u - x) : x - (u - 1);
  const bool is_near_one = parts.exponent == 0;
  const F fraction = is_near_one ? x : parts.fraction;
  const F correction = is_near_one ? F{0} : rounded_off / u;
  const F result = log_of_parts<F>({.exponent = parts.exponent, .fraction = fraction}, correction);
  // The sums inside turn -0 into +0.
  return x == 0 ? x : with_limits(u, result);
}

}  // namespace

double log(double x) {
  return log_of(x);
}
float log(float x) {
  return log_of(x);
}

double log1p(double x) {
  return log1p_of(x);
}
float log1p(float x) {
  return log1p_of(x);
}

}  // namespace snn::math
