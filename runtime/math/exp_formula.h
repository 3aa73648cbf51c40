#pragma once
// The exponential and the exponential less one, of a float or of whatever computes like one.

#include "runtime/math/exp_parts.h"

namespace snn::math {

template <Real F>
[[nodiscard]] inline F exp_of(F x) {
  const ReducedExponent<F> e =
      reduce_exponent(clamp(x, kExpLowest<ScalarOf<F>>, kExpHighest<ScalarOf<F>>));
  const F r = e.rest.high;
  const F mantissa = F{1} + fma(r * r, polynomial(Coefficients<F>::kExp, r), r);
  return scale(mantissa, e.n);
}

template <Real F>
[[nodiscard]] inline F expm1_of(F x) {
  // e^-40 is far under the last bit of 1.
  const F argument = clamp(x, F{-40}, kExpHighest<ScalarOf<F>>);
  const Expm1Parts<F> e = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F result = scale(e.value.high, e.n);
  // The sums inside turn -0 into +0.
  return select(x == 0, x, result);
}

}  // namespace snn::math
