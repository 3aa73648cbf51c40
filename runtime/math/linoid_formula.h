#pragma once
// Quotients of a number and an exponential, of a float or of whatever computes like one.

#include "runtime/math/exp_parts.h"

namespace snn::math {

/// Below -kLinoidRange the result is 0, above it is x.
template <Real F>
inline constexpr F kLinoidRange = 760;
template <>
inline constexpr float kLinoidRange<float> = 115;

/// With a = |x|: a/(1 - e^-a) for x > 0 and a e^-a/(1 - e^-a) below, so that nothing overflows.
template <Real F>
[[nodiscard]] inline F linoid_of(F x) {
  const F a = fabs(clamp(x, -kLinoidRange<ScalarOf<F>>, kLinoidRange<ScalarOf<F>>));
  const ExpParts<F> parts = exp_parts(reduce_exponent(-a));
  const Pair<F> decayed = product_of<F>({.high = a, .low = 0}, exp_mantissa(parts));
  const auto is_negative = x < 0;
  const Pair<F> numerator{.high = select(is_negative, decayed.high, a),
                          .low = select(is_negative, decayed.low, F{0})};
  const Expm1Parts<F> m = expm1_parts(parts);
  const F factor = -power_of_two<F>(m.n);
  const Pair<F> denominator{.high = factor * m.value.high, .low = factor * m.value.low};
  const F quotient =
      scale(quotient_of(numerator, denominator), select(is_negative, parts.n, IntOf<F>{0}));
  const F bounded = select(x > kLinoidRange<ScalarOf<F>>, x, quotient);
  return select(x == 0, F{1}, bounded);
}

/// Above this e^z/z overflows.
template <Real F>
inline constexpr F kPhiHighest = 718;
template <>
inline constexpr float kPhiHighest<float> = 95;

template <Real F>
[[nodiscard]] inline F phi_of(F z) {
  const F bounded = select(z > kPhiHighest<ScalarOf<F>>, F{kPhiHighest<ScalarOf<F>>}, z);
  // e^-40 is far under the last bit of 1.
  const F argument = select(bounded < -40, F{-40}, bounded);
  const Expm1Parts<F> m = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F quotient = scale(quotient_of(m.value, {.high = bounded, .low = 0}), m.n);
  const F extended = select(z == -kInfinity<ScalarOf<F>>, F{0}, quotient);
  return select(z == 0, F{1}, extended);
}

}  // namespace snn::math
