#pragma once
// Powers whose exponent is a constant integer or half-integer: products and a square root, so they
// cost a few multiplications and need no logarithm.

#include <cmath>
#include <cstdint>

namespace snn::math {

/// Correctly rounded; NaN below 0, and -0 stays -0.
[[nodiscard]] inline double sqrt(double x) {
  return std::sqrt(x);
}
[[nodiscard]] inline float sqrt(float x) {
  return std::sqrt(x);
}

/// x^n, with pow's special cases; x^0 is 1 even for NaN.
[[nodiscard]] double pow_int(double x, std::int32_t n);
[[nodiscard]] float pow_int(float x, std::int32_t n);

/// x^(halves/2). An odd `halves` takes the square root, so x below 0 gives NaN (-infinity too,
/// where pow knows better), and either zero counts as +0.
[[nodiscard]] double pow_half(double x, std::int32_t halves);
[[nodiscard]] float pow_half(float x, std::int32_t halves);

}  // namespace snn::math
