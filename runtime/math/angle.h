#pragma once
// Angles reduced to the quarter turn they lie in.

#include "runtime/math/pair.h"

#include <cstdint>

namespace snn::math {

/// x = quadrant·pi/2 + (rest.high + rest.low), with |rest| at most about pi/4. Only the two low
/// bits of the quadrant matter.
template <Real F>
struct Angle {
  Pair<F> rest;
  std::uint32_t quadrant;
};

/// Up to here pi/2 in three floats is precise enough.
inline constexpr int kLargestFastAngle = 1 << 20;

/// For |x| <= kLargestFastAngle.
[[nodiscard]] Angle<double> reduce_angle(double x);
[[nodiscard]] Angle<float> reduce_angle(float x);

/// For any finite x: multiplies by as many bits of 2/pi as matter, in integers. Slow.
[[nodiscard]] Angle<double> reduce_large_angle(double x);

}  // namespace snn::math
