#pragma once
// Angles reduced to the quarter turn they lie in, of a float or of whatever computes like one.

#include "runtime/math/coefficients.h"
#include "runtime/math/pair.h"

#include <cstdint>

namespace snn::math {

/// x = quadrant·pi/2 + (rest.high + rest.low), with |rest| at most about pi/4. Only the two low
/// bits of the quadrant matter.
template <Real F>
struct Angle {
  Pair<F> rest;
  typename Format<F>::Word quadrant;
};

/// Up to here pi/2 in three floats is precise enough.
inline constexpr int kLargestFastAngle = 1 << 20;

/// For |x| <= kLargestFastAngle. Subtracts n·pi/2 in three parts (Cody and Waite 1980). The first
/// difference is exact because its bits fit one float, the other two keep their errors.
template <Real F>
[[nodiscard]] inline Angle<F> reduce_angle(F x) {
  constexpr auto kHalfPi = Coefficients<F>::kHalfPi;
  const Rounded<F> n = round_product(x, Coefficients<F>::kInverseHalfPi);
  const F coarse = fma(-n.value, kHalfPi[0], x);
  const Pair<F> second = product_of(n.value, F{kHalfPi[1]});
  const Pair<F> fine = sum_of(coarse, -second.high);
  const F low = fma(-n.value, kHalfPi[2], fine.low - second.low);
  return {.rest = sum_of_ordered(fine.high, low),
          .quadrant = static_cast<typename Format<F>::Word>(n.integer)};
}

}  // namespace snn::math
