#pragma once
// The exponential and the exponential less one.

namespace snn::math {

/// e^x. Overflows to infinity, underflows gradually to 0.
[[nodiscard]] double exp(double x);
[[nodiscard]] float exp(float x);

/// e^x - 1, accurate near 0 too.
[[nodiscard]] double expm1(double x);
[[nodiscard]] float expm1(float x);

}  // namespace snn::math
