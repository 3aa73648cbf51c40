#pragma once
// The exponential and the exponential less one, of a float or of whatever computes like one.

#include "runtime/math/exp_eighths.h"

namespace snn::math {

template <Real F>
[[nodiscard]] inline F exp_of(F x) {
  const Eighths<F> e = in_eighths(clamp(x, kExpLowest<ScalarOf<F>>, kExpHighest<ScalarOf<F>>));
  return scale_by_floor(mantissa_of(e), e.n, e.whole);
}

template <Real F>
[[nodiscard]] inline F expm1_of(F x) {
  // e^-40 is far under the last bit of 1.
  const Eighths<F> e = in_eighths(clamp(x, F{-40}, kExpHighest<ScalarOf<F>>));
  // The sums inside turn -0 into +0.
  return copysign(scale_by_floor(less_one_of(e), e.n, e.whole), x);
}

}  // namespace snn::math
