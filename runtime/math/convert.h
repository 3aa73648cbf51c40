#pragma once
// Floats to integers, defined for every input: towards zero, saturating, NaN to 0.

#include "runtime/math/real.h"

#include <cstdint>
#include <limits>

namespace snn::math {

template <std::signed_integral Int, Real F>
[[nodiscard]] constexpr Int saturating(F x) {
  // The lowest integer is a power of two and so exact in either format; the highest is not.
  constexpr F kLowest = static_cast<F>(std::numeric_limits<Int>::min());
  if (x != x) return 0;
  if (x < kLowest) return std::numeric_limits<Int>::min();
  if (x >= -kLowest) return std::numeric_limits<Int>::max();
  return static_cast<Int>(x);
}

template <Real F>
[[nodiscard]] constexpr std::int32_t to_i32(F x) {
  return saturating<std::int32_t>(x);
}

template <Real F>
[[nodiscard]] constexpr std::int64_t to_i64(F x) {
  return saturating<std::int64_t>(x);
}

}  // namespace snn::math
