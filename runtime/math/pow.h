#pragma once
// Powers with any exponent. Constant integer and half-integer exponents are products: powers.h.

namespace snn::math {

/// x^y with the special cases of IEEE 754: x^0 and 1^y are 1 even for NaN, a negative x wants an
/// integer y, and the signs of zeros and infinities follow an odd y.
[[nodiscard]] double pow(double x, double y);
[[nodiscard]] float pow(float x, float y);

}  // namespace snn::math
