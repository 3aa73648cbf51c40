#pragma once
// Sine and cosine of an angle in radians.

namespace snn::math {

/// Fast to |x| = 2^20, exact reduction in integers beyond; NaN for infinities.
[[nodiscard]] double sin(double x);
[[nodiscard]] float sin(float x);

[[nodiscard]] double cos(double x);
[[nodiscard]] float cos(float x);

}  // namespace snn::math
