#pragma once
// Natural logarithms, of a float or of whatever computes like one.

#include "runtime/math/log_parts.h"

namespace snn::math {

/// `finite` where ln(argument) has a finite value; the ends of the range and NaN otherwise.
template <Real F>
[[nodiscard]] inline F with_limits(F argument, F finite) {
  const F upper = select(argument < kInfinity<ScalarOf<F>>, finite, argument);
  const F lower = select(argument < 0, F{kNan<ScalarOf<F>>}, upper);
  return select(argument == 0, F{-kInfinity<ScalarOf<F>>}, lower);
}

template <Real F>
[[nodiscard]] inline F log_of(F x) {
  return with_limits(x, log_of_parts(log_parts(x), F{0}));
}

/// ln(u) + c/u, where u = 1 + x was rounded by c. Where u is near 1, x itself is the fraction.
template <Real F>
[[nodiscard]] inline F log1p_of(F x) {
  const F u = 1 + x;
  const LogParts<F> parts = log_parts(u);
  const F rounded_off = select(x > 1, 1 - (u - x), x - (u - 1));
  const auto is_near_one = parts.exponent == 0;
  const F fraction = select(is_near_one, x, parts.fraction);
  const F correction = select(is_near_one, F{0}, rounded_off / u);
  const F result = log_of_parts<F>({.exponent = parts.exponent, .fraction = fraction}, correction);
  // The sums inside turn -0 into +0.
  return select(x == 0, x, with_limits(u, result));
}

}  // namespace snn::math
