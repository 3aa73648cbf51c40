#include "runtime/math/sigmoid.h"

#include "runtime/math/exp_parts.h"

namespace snn::math {
namespace {

/// With E = e^-|x|: 1/(1 + E) for x >= 0 and E/(1 + E) below, so that nothing overflows.
template <Real F>
F sigmoid_of(F x) {
  constexpr IntOf<F> kFar = kFarExponent<F>;
  const F argument = clamp(-std::fabs(x), kExpLowest<F>, F{0});
  const ExpParts<F> parts = exp_parts(reduce_exponent(argument));
  const Pair<F> e = exp_mantissa(parts);
  const F factor = power_of_two<F>(parts.n < -kFar ? -kFar : parts.n);
  const Pair<F> sum = sum_of_ordered(F{1}, factor * e.high);
  const Pair<F> denominator{.high = sum.high, .low = sum.low + factor * e.low};
  const bool is_negative = x < 0;
  const Pair<F> numerator{.high = is_negative ? e.high : F{1}, .low = is_negative ? e.low : F{0}};
  return scale(quotient_of(numerator, denominator), is_negative ? parts.n : IntOf<F>{0});
}

/// With m = e^(-2|x|) - 1: tanh |x| = -m/(2 + m).
template <Real F>
F tanh_of(F x) {
  // tanh 22 is 1 in both formats.
  const F argument = clamp(-F{2} * std::fabs(x), F{-44}, F{0});
  const Expm1Parts<F> parts = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F factor = power_of_two<F>(parts.n);
  const Pair<F> m{.high = factor * parts.value.high, .low = factor * parts.value.low};
  const Pair<F> sum = sum_of_ordered(F{2}, m.high);
  const F magnitude =
      quotient_of<F>({.high = -m.high, .low = -m.low}, {.high = sum.high, .low = sum.low + m.low});
  return std::copysign(magnitude, x);
}

}  // namespace

double sigmoid(double x) {
  return sigmoid_of(x);
}
float sigmoid(float x) {
  return sigmoid_of(x);
}

double tanh(double x) {
  return tanh_of(x);
}
float tanh(float x) {
  return tanh_of(x);
}

}  // namespace snn::math
