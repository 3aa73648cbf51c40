#include "runtime/math/powers.h"

#include "runtime/math/log_parts.h"
#include "runtime/math/pair.h"
#include "runtime/math/real.h"

#include <algorithm>
#include <bit>

namespace snn::math {
namespace {

/// mantissa·2^exponent. The exponent is kept apart so that no intermediate power is subnormal:
/// there the rounding errors of several products would add up.
template <Real F>
struct Scaled {
  Pair<F> mantissa;
  std::int64_t exponent;
};

/// Neither 0 nor infinite nor NaN.
template <Real F>
bool is_regular(F x) {
  return x != 0 && is_finite(x);
}

/// a·b, its mantissa brought back between 1 and 2.
template <Real F>
Scaled<F> product_of(Scaled<F> a, Scaled<F> b) {
  const Pair<F> product = product_of(a.mantissa, b.mantissa);
  const Pair<F> sum = sum_of_ordered(product.high, product.low);
  const IntOf<F> n =
      static_cast<IntOf<F>>(bits_of(sum.high) >> Format<F>::kMantissaBits) - Format<F>::kBias;
  const F factor = power_of_two<F>(-n);
  return {.mantissa = {.high = factor * sum.high, .low = factor * sum.low},
          .exponent = a.exponent + b.exponent + n};
}

/// base^n for n >= 1, squaring and multiplying from the highest bit of n down.
template <Real F>
Scaled<F> positive_power(Scaled<F> base, std::uint32_t n) {
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
Scaled<F> base_of(F x, std::int32_t exponent) {
  const LogParts<F> parts = log_parts(std::fabs(x));
  const F mantissa = 1 + parts.fraction;
  const auto n = static_cast<std::int64_t>(parts.exponent);
  if (exponent >= 0) return {.mantissa = {.high = mantissa, .low = 0}, .exponent = n};
  const F high = 1 / mantissa;
  const F low = std::fma(-high, mantissa, F{1}) * high;
  return {.mantissa = {.high = high, .low = low}, .exponent = -n};
}

/// The square root; an odd exponent lends one factor of 2 to the mantissa.
template <Real F>
Scaled<F> root(Scaled<F> x) {
  const std::int64_t odd = x.exponent & 1;
  const F factor = odd != 0 ? F{2} : F{1};
  const F square = factor * x.mantissa.high;
  const F high = std::sqrt(square);
  const F low = (std::fma(-high, high, square) + factor * x.mantissa.low) / (2 * high);
  return {.mantissa = {.high = high, .low = low}, .exponent = (x.exponent - odd) / 2};
}

/// One rounding for the pair and, where the result is subnormal, one more.
template <Real F>
F rounded(Scaled<F> x) {
  // Twice the bias reaches 0 and infinity from any mantissa, in two normal factors.
  constexpr std::int64_t kFarthest = 2 * Format<F>::kBias - 2;
  const std::int64_t n = std::clamp(x.exponent, -kFarthest, kFarthest);
  return scale(x.mantissa.high + x.mantissa.low, static_cast<IntOf<F>>(n));
}

std::uint32_t magnitude_of(std::int32_t n) {
  return n < 0 ? 0U - static_cast<std::uint32_t>(n) : static_cast<std::uint32_t>(n);
}

/// Up to the fourth power plain products stay within 2 ulp; beyond, errors add up and pairs are
/// carried. The same holds for reciprocals from the second power.
template <Real F>
F pow_int_of(F x, std::int32_t n) {
  if (n == 0) return 1;
  if (n == 1) return x;
  if (n == 2) return x * x;
  if (n == 3) return x * x * x;
  if (n == 4) return (x * x) * (x * x);
  if (n == -1) return 1 / x;
  const bool is_odd = n % 2 != 0;
  const F edge = n < 0 ? 1 / x : x;
  if (!is_regular(x)) return is_odd ? edge : edge * edge;
  const F magnitude = rounded(positive_power(base_of(x, n), magnitude_of(n)));
  return is_odd ? std::copysign(magnitude, x) : magnitude;
}

template <Real F>
F pow_half_of(F x, std::int32_t halves) {
  if (halves % 2 == 0) return pow_int_of(x, halves / 2);
  // -0 becomes +0 by this sum.
  const F positive = x + 0;
  const F plain_root = std::sqrt(positive);
  if (halves == 3) return positive * plain_root;
  // At 0, at infinity and below 0 every odd power of the root is the root itself.
  const F edge = halves < 0 ? 1 / plain_root : plain_root;
  if (halves == 1 || halves == -1 || !is_regular(x) || x < 0) return edge;
  const Scaled<F> base = base_of(x, halves);
  return rounded(product_of(positive_power(base, magnitude_of(halves) / 2), root(base)));
}

}  // namespace

double pow_int(double x, std::int32_t n) {
  return pow_int_of(x, n);
}
float pow_int(float x, std::int32_t n) {
  return pow_int_of(x, n);
}

double pow_half(double x, std::int32_t halves) {
  return pow_half_of(x, halves);
}
float pow_half(float x, std::int32_t halves) {
  return pow_half_of(x, halves);
}

}  // namespace snn::math
