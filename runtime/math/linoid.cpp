#include "runtime/math/linoid.h"

#include "runtime/math/exp_parts.h"

namespace snn::math {
namespace {

/// Below -kLinoidRange the result is 0, above it is x.
template <Real F>
constexpr F kLinoidRange = 760;
template <>
constexpr float kLinoidRange<float> = 115;

/// With a = |x|: a/(1 - e^-a) for x > 0 and a e^-a/(1 - e^-a) below, so that nothing overflows.
template <Real F>
F linoid_of(F x) {
  const F a = std::fabs(clamp(x, -kLinoidRange<F>, kLinoidRange<F>));
  const ExpParts<F> parts = exp_parts(reduce_exponent(-a));
  const Pair<F> decayed = product_of<F>({.high = a, .low = 0}, exp_mantissa(parts));
  const bool is_negative = x < 0;
  const Pair<F> numerator{.high = is_negative ? decayed.high : a,
                          .low = is_negative ? decayed.low : F{0}};
  const Expm1Parts<F> m = expm1_parts(parts);
  const F factor = -power_of_two<F>(m.n);
  const Pair<F> denominator{.high = factor * m.value.high, .low = factor * m.value.low};
  const F quotient =
      scale(quotient_of(numerator, denominator), is_negative ? parts.n : IntOf<F>{0});
  const F bounded = x > kLinoidRange<F> ? x : quotient;
  return x == 0 ? F{1} : bounded;
}

/// Above this e^z/z overflows.
template <Real F>
constexpr F kPhiHighest = 718;
template <>
constexpr float kPhiHighest<float> = 95;

template <Real F>
F phi_of(F z) {
  const F bounded = z > kPhiHighest<F> ? kPhiHighest<F> : z;
  // e^-40 is far under the last bit of 1.
  const F argument = bounded < -40 ? F{-40} : bounded;
  const Expm1Parts<F> m = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F quotient = scale(quotient_of(m.value, {.high = bounded, .low = 0}), m.n);
  const F extended = z == -kInfinity<F> ? F{0} : quotient;
  return z == 0 ? F{1} : extended;
}

}  // namespace

double linoid(double x) {
  return linoid_of(x);
}
float linoid(float x) {
  return linoid_of(x);
}

double phi(double z) {
  return phi_of(z);
}
float phi(float z) {
  return phi_of(z);
}

}  // namespace snn::math
