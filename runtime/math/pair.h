#pragma once
// A value as the unevaluated sum of two floats, for the few places where one float's rounding error
// would show in the result: sums and products whose error is kept (Dekker 1971, Knuth 1969).

#include "runtime/math/real.h"

namespace snn::math {

/// high + low, with |low| at most about an ulp of high.
template <Real F>
struct Pair {
  F high;
  F low;
};

/// a + b exactly, for |a| >= |b| or a = 0.
template <Real F>
[[nodiscard]] inline Pair<F> sum_of_ordered(F a, F b) {
  const F sum = a + b;
  return {.high = sum, .low = b - (sum - a)};
}

/// a + b exactly, whichever is larger.
template <Real F>
[[nodiscard]] inline Pair<F> sum_of(F a, F b) {
  const F sum = a + b;
  const F b_part = sum - a;
  return {.high = sum, .low = (a - (sum - b_part)) + (b - b_part)};
}

/// a·b exactly, unless it underflows.
template <Real F>
[[nodiscard]] inline Pair<F> product_of(F a, F b) {
  const F product = a * b;
  return {.high = product, .low = fma(a, b, -product)};
}

/// a·b to about twice the precision, not renormalised.
template <Real F>
[[nodiscard]] inline Pair<F> product_of(Pair<F> a, Pair<F> b) {
  const Pair<F> high = product_of(a.high, b.high);
  return {.high = high.high, .low = fma(a.high, b.low, fma(a.low, b.high, high.low))};
}

/// a / b rounded to one float: the quotient of the high parts, corrected once by its remainder.
template <Real F>
[[nodiscard]] inline F quotient_of(Pair<F> a, Pair<F> b) {
  const F quotient = a.high / b.high;
  const F remainder = fma(-quotient, b.high, a.high);
  return quotient + (remainder + fma(-quotient, b.low, a.low)) / b.high;
}

}  // namespace snn::math
