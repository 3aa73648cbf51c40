#pragma once
// Sine and cosine of an angle in radians, of a float or of whatever computes like one.

#include "runtime/math/angle.h"
#include "runtime/math/coefficients.h"
#include "runtime/math/large_angle.h"

namespace snn::math {

/// sin(r + d) = r + r^3 s(z) + d cos r, with cos r taken as 1 - z/2; z = r^2.
template <Real F>
[[nodiscard]] inline F sin_of_rest(Pair<F> r, F z) {
  const F cubic = z * r.high * polynomial(Coefficients<F>::kSin, z);
  return r.high + (cubic + r.low * fma(F{-0.5}, z, F{1}));
}

/// cos(r + d) = 1 - z/2 + z^2 c(z) - r d; the rounding error of 1 - z/2 is kept.
template <Real F>
[[nodiscard]] inline F cos_of_rest(Pair<F> r, F z) {
  const Pair<F> base = sum_of_ordered(F{1}, F{-0.5} * z);
  const F quartic = z * z * polynomial(Coefficients<F>::kCos, z);
  return base.high + (base.low + fma(-r.high, r.low, quartic));
}

/// The sine of x plus `quarter_turns` right angles; both series are computed and one is chosen.
template <Real F>
[[nodiscard]] inline F sin_of_angle(Angle<F> x, std::uint32_t quarter_turns) {
  const auto quadrant = x.quadrant + quarter_turns;
  const F z = x.rest.high * x.rest.high;
  const F sine = sin_of_rest(x.rest, z);
  const F cosine = cos_of_rest(x.rest, z);
  const F chosen = select((quadrant & 1U) != 0U, cosine, sine);
  return select((quadrant & 2U) != 0U, -chosen, chosen);
}

/// The same for an angle of any size; NaN for infinities.
template <Real F>
[[nodiscard]] inline F sin_of_large_angle(F x, std::uint32_t quarter_turns) {
  using Wide = typename Format<F>::Wide;
  const Angle<Wide> angle = reduce_large_angle(static_cast<Wide>(x));
  const F high = static_cast<F>(angle.rest.high);
  const F low = static_cast<F>((angle.rest.high - static_cast<Wide>(high)) + angle.rest.low);
  const F sine = sin_of_angle<F>({.rest = {.high = high, .low = low}, .quadrant = angle.quadrant},
                                 quarter_turns);
  return select(is_finite(x), sine, x - x);
}

template <Real F>
[[nodiscard]] inline F sin_of_any_angle(F x, std::uint32_t quarter_turns) {
  return rarely(!(fabs(x) <= ScalarOf<F>{kLargestFastAngle}),
                sin_of_angle(reduce_angle(x), quarter_turns),
                [&] { return sin_of_large_angle(x, quarter_turns); });
}

template <Real F>
[[nodiscard]] inline F sin_of(F x) {
  // The sums inside turn -0 into +0.
  return select(x == 0, x, sin_of_any_angle(x, 0));
}

template <Real F>
[[nodiscard]] inline F cos_of(F x) {
  return sin_of_any_angle(x, 1);
}

}  // namespace snn::math
