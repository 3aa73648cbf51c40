#pragma once
// What happens to a float before it is kept: tiny states become 0, and NaN gets one bit pattern
// before it is hashed or written.

#include "runtime/math/real.h"

namespace snn::math {

/// States smaller than this are flushed: far above the subnormals, whose arithmetic is 50 to 80
/// times slower, and far below anything a model can tell from 0.
template <Real F>
inline constexpr F kTiny = 0x1p-960;
template <>
inline constexpr float kTiny<float> = 0x1p-96F;

/// |x| < kTiny becomes +0; -0 too. NaN passes through.
template <Real F>
[[nodiscard]] inline F flush_tiny(F x) {
  return select(fabs(x) < kTiny<ScalarOf<F>>, F{0}, x);
}

/// Every NaN becomes the positive quiet one without payload.
template <Real F>
[[nodiscard]] constexpr F canonical_nan(F x) {
  constexpr BitsOf<F> kQuiet = bits_of(kInfinity<F>) | BitsOf<F>{1}
                                                           << (Format<F>::kMantissaBits - 1);
  return x == x ? x : std::bit_cast<F>(kQuiet);
}

}  // namespace snn::math
