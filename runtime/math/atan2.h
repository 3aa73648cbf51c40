#pragma once
// The angle of a point in the plane.

namespace snn::math {

/// The angle of the point (x, y) in radians, from -pi to pi, with the special cases of IEEE 754:
/// signs of zeros choose the side, infinities the diagonal. The float one rounds the double one.
[[nodiscard]] double atan2(double y, double x);
[[nodiscard]] float atan2(float y, float x);

}  // namespace snn::math
