#pragma once
// Quotients of a number and an exponential, of a float or of whatever computes like one.

#include "runtime/math/exp_eighths.h"

namespace snn::math {

/// Below minus this the result is 0.
template <Real F>
inline constexpr F kLinoidRange = 760;
template <>
inline constexpr float kLinoidRange<float> = 115;

/// y/(e^y - 1) for y = -x, whose scale comes last, so that nothing overflows.
template <Real F>
[[nodiscard]] inline F linoid_of(F x) {
  const F y = select(x < -kLinoidRange<ScalarOf<F>>, F{kLinoidRange<ScalarOf<F>>}, -x);
  // e^-40 is far under the last bit of 1.
  const Eighths<F> e = in_eighths(select(y < -40, F{-40}, y));
  const F quotient = scale_by_floor(y / less_one_of(e), -floor(e.n), -e.whole);
  return select(x == 0, F{1}, quotient);
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
  const Eighths<F> e = in_eighths(select(bounded < -40, F{-40}, bounded));
  const F quotient = scale_by_floor(less_one_of(e) / bounded, e.n, e.whole);
  return select(z == 0, F{1}, quotient);
}

}  // namespace snn::math
