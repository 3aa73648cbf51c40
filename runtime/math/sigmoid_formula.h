#pragma once
// The two S-shaped functions, of a float or of whatever computes like one.

#include "runtime/math/exp_parts.h"

namespace snn::math {

/// With E = e^-|x|: 1/(1 + E) for x >= 0 and E/(1 + E) below, so that nothing overflows.
template <Real F>
[[nodiscard]] inline F sigmoid_of(F x) {
  constexpr int kFar = kFarExponent<ScalarOf<F>>;
  const F argument = clamp(-fabs(x), kExpLowest<ScalarOf<F>>, F{0});
  const ExpParts<F> parts = exp_parts(reduce_exponent(argument));
  const Pair<F> e = exp_mantissa(parts);
  const F factor = power_of_two<F>(select(parts.n < -kFar, IntOf<F>{-kFar}, parts.n));
  const Pair<F> sum = sum_of_ordered(F{1}, factor * e.high);
  const Pair<F> denominator{.high = sum.high, .low = sum.low + factor * e.low};
  const auto is_negative = x < 0;
  const Pair<F> numerator{.high = select(is_negative, e.high, F{1}),
                          .low = select(is_negative, e.low, F{0})};
  return scale(quotient_of(numerator, denominator), select(is_negative, parts.n, IntOf<F>{0}));
}

/// With m = e^(-2|x|) - 1: tanh |x| = -m/(2 + m).
template <Real F>
[[nodiscard]] inline F tanh_of(F x) {
  // tanh 22 is 1 in both formats.
  const F argument = clamp(-F{2} * fabs(x), F{-44}, F{0});
  const Expm1Parts<F> parts = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F factor = power_of_two<F>(parts.n);
  const Pair<F> m{.high = factor * parts.value.high, .low = factor * parts.value.low};
  const Pair<F> sum = sum_of_ordered(F{2}, m.high);
  const F magnitude =
      quotient_of<F>({.high = -m.high, .low = -m.low}, {.high = sum.high, .low = sum.low + m.low});
  return copysign(magnitude, x);
}

}  // namespace snn::math
