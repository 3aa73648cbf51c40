#include "runtime/math/trig.h"

#include "runtime/math/angle.h"
#include "runtime/math/coefficients.h"

namespace snn::math {
namespace {

/// sin(r + d) = r + r^3 s(z) + d cos r, with cos r taken as 1 - z/2; z = r^2.
template <Real F>
F sin_of_rest(Pair<F> r, F z) {
  const F cubic = z * r.high * polynomial(Coefficients<F>::kSin, z);
  return r.high + (cubic + r.low * std::fma(F{-0.5}, z, F{1}));
}

/// cos(r + d) = 1 - z/2 + z^2 c(z) - r d; the rounding error of 1 - z/2 is kept.
template <Real F>
F cos_of_rest(Pair<F> r, F z) {
  const Pair<F> base = sum_of_ordered(F{1}, F{-0.5} * z);
  const F quartic = z * z * polynomial(Coefficients<F>::kCos, z);
  return base.high + (base.low + std::fma(-r.high, r.low, quartic));
}

/// The sine of x plus `quarter_turns` right angles; both series are computed and one is chosen.
template <Real F>
F sin_of_angle(Angle<F> x, std::uint32_t quarter_turns) {
  const std::uint32_t quadrant = x.quadrant + quarter_turns;
  const F z = x.rest.high * x.rest.high;
  const F sine = sin_of_rest(x.rest, z);
  const F cosine = cos_of_rest(x.rest, z);
  const F chosen = (quadrant & 1U) != 0 ? cosine : sine;
  return (quadrant & 2U) != 0 ? -chosen : chosen;
}

template <Real F>
Angle<F> reduce_any_angle(F x) {
  if (std::fabs(x) <= F{kLargestFastAngle}) return reduce_angle(x);
  if (!is_finite(x)) return {.rest = {.high = x - x, .low = 0}, .quadrant = 0};
  const Angle<double> angle = reduce_large_angle(static_cast<double>(x));
  const F high = static_cast<F>(angle.rest.high);
  const F low = static_cast<F>((angle.rest.high - static_cast<double>(high)) + angle.rest.low);
  return {.rest = {.high = high, .low = low}, .quadrant = angle.quadrant};
}

template <Real F>
F sin_of(F x) {
  const F sine = sin_of_angle(reduce_any_angle(x), 0);
  // The sums inside turn -0 into +0.
  return x == 0 ? x : sine;
}

template <Real F>
F cos_of(F x) {
  return sin_of_angle(reduce_any_angle(x), 1);
}

}  // namespace

double sin(double x) {
  return sin_of(x);
}
float sin(float x) {
  return sin_of(x);
}

double cos(double x) {
  return cos_of(x);
}
float cos(float x) {
  return cos_of(x);
}

}  // namespace snn::math
