#pragma once
// Powers with a constant integer or half-integer exponent, of a float or of whatever computes like
// one.

#include "runtime/math/log_parts.h"
#include "runtime/math/pair.h"
#include "runtime/math/powers.h"
#include "runtime/math/real.h"

#include <bit>
#include <cstdint>

namespace snn::math {

/// mantissa·2^exponent. The exponent is kept apart so that no intermediate power is subnormal:
/// there the rounding errors of several products would add up.
template <Real F>
struct Scaled {
  Pair<F> mantissa;
  typename Format<F>::Long exponent;
};

/// Neither 0 nor infinite nor NaN.
template <Real F>
[[nodiscard]] inline auto is_regular(F x) {
  return both(x != 0, is_finite(x));
}

/// a·b, its mantissa brought back between 1 and 2.
template <Real F>
[[nodiscard]] inline Scaled<F> product_of(Scaled<F> a, Scaled<F> b) {
  using Long = typename Format<F>::Long;
  const Pair<F> product = product_of(a.mantissa, b.mantissa);
  const Pair<F> sum = sum_of_ordered(product.high, product.low);
  const IntOf<F> n =
      static_cast<IntOf<F>>(bits_of(sum.high) >> Format<F>::kMantissaBits) - Format<F>::kBias;
  const F factor = power_of_two<F>(-n);
  return {.mantissa = {.high = factor * sum.high, .low = factor * sum.low},
          .exponent = a.exponent + b.exponent + static_cast<Long>(n)};
}

/// base^n for n >= 1, squaring and multiplying from the highest bit of n down.
template <Real F>
[[nodiscard]] inline Scaled<F> positive_power(Scaled<F> base, std::uint32_t n) {
  Scaled<F> power = base;
  const auto n_bits = static_cast<int>(std::bit_width(n));
  for (int bit = n_bits - 2; bit >= 0; --bit) {
    power = product_of(power, power);
    if ((n >> bit & 1U) != 0) power = product_of(power, base);
  }
  return power;
}

/// |x|, or 1/|x| for a negative exponent; x is regular.
template <Real F>
[[nodiscard]] inline Scaled<F> base_of(F x, std::int32_t exponent) {
  using Long = typename Format<F>::Long;
  const LogParts<F> parts = log_parts(fabs(x));
  const F mantissa = 1 + parts.fraction;
  const auto n = static_cast<Long>(parts.exponent);
  if (exponent >= 0) return {.mantissa = {.high = mantissa, .low = 0}, .exponent = n};
  const F high = 1 / mantissa;
  const F low = fma(-high, mantissa, F{1}) * high;
  return {.mantissa = {.high = high, .low = low}, .exponent = -n};
}

/// The square root; an odd exponent lends one factor of 2 to the mantissa.
template <Real F>
[[nodiscard]] inline Scaled<F> root(Scaled<F> x) {
  const F factor = select((x.exponent & 1) != 0, F{2}, F{1});
  const F square = factor * x.mantissa.high;
  const F high = sqrt(square);
  const F low = (fma(-high, high, square) + factor * x.mantissa.low) / (2 * high);
  return {.mantissa = {.high = high, .low = low}, .exponent = x.exponent >> 1};
}

/// One rounding for the pair and, where the result is subnormal, one more.
template <Real F>
[[nodiscard]] inline F rounded(Scaled<F> x) {
  using Long = typename Format<F>::Long;
  // Twice the bias reaches 0 and infinity from any mantissa, in two normal factors.
  constexpr std::int64_t kFarthest = 2 * Format<F>::kBias - 2;
  const Long not_above = select(x.exponent > kFarthest, Long{kFarthest}, x.exponent);
  const Long n = select(not_above < -kFarthest, Long{-kFarthest}, not_above);
  return scale(x.mantissa.high + x.mantissa.low, static_cast<IntOf<F>>(n));
}

[[nodiscard]] inline std::uint32_t magnitude_of(std::int32_t n) {
  return n < 0 ? 0U - static_cast<std::uint32_t>(n) : static_cast<std::uint32_t>(n);
}

/// Up to the fourth power plain products stay within 2 ulp; beyond, errors add up and pairs are
/// carried. The same holds for reciprocals from the second power.
template <Real F>
[[nodiscard]] inline F pow_int_of(F x, std::int32_t n) {
  if (n == 0) return F{1};
  if (n == 1) return x;
  if (n == 2) return x * x;
  if (n == 3) return x * x * x;
  if (n == 4) return (x * x) * (x * x);
  if (n == -1) return 1 / x;
  const bool is_odd = n % 2 != 0;
  const F edge = n < 0 ? 1 / x : x;
  const F unsigned_result = rounded(positive_power(base_of(x, n), magnitude_of(n)));
  const F regular = is_odd ? copysign(unsigned_result, x) : unsigned_result;
  return select(is_regular(x), regular, is_odd ? edge : edge * edge);
}

template <Real F>
[[nodiscard]] inline F pow_half_of(F x, std::int32_t halves) {
  if (halves % 2 == 0) return pow_int_of(x, halves / 2);
  // -0 becomes +0 by this sum.
  const F positive = x + 0;
  const F plain_root = sqrt(positive);
  if (halves == 3) return positive * plain_root;
  // At 0, at infinity and below 0 every odd power of the root is the root itself.
  const F edge = halves < 0 ? 1 / plain_root : plain_root;
  if (halves == 1 || halves == -1) return edge;
  const Scaled<F> base = base_of(x, halves);
  const F regular = rounded(product_of(positive_power(base, magnitude_of(halves) / 2), root(base)));
  return select(both(is_regular(x), x > 0), regular, edge);
}

}  // namespace snn::math
