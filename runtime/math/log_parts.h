#pragma once
// A positive number as a power of two times a number near 1: the step that log, log1p and pow
// share.

#include "runtime/math/coefficients.h"
#include "runtime/math/real.h"

namespace snn::math {

/// x = 2^exponent (1 + fraction), with sqrt(1/2) <= 1 + fraction < sqrt(2); fraction is exact.
template <Real F>
struct LogParts {
  F exponent;
  F fraction;
};

/// For positive finite x; anything else gives some finite parts.
template <Real F>
[[nodiscard]] inline LogParts<F> log_parts(F x) {
  constexpr int kDigits = Format<F>::kMantissaBits;
  constexpr auto kSqrtHalf = bits_of(static_cast<ScalarOf<F>>(0.70710678118654752440));
  const auto is_subnormal = x < std::numeric_limits<ScalarOf<F>>::min();
  const F normal = select(is_subnormal, x * power_of_two<ScalarOf<F>>(kDigits), x);
  const BitsOf<F> bits = bits_of(normal);
  const IntOf<F> n = static_cast<IntOf<F>>(bits - kSqrtHalf) >> kDigits;
  const F near_one = from_bits<F>(bits - (static_cast<BitsOf<F>>(n) << kDigits));
  const IntOf<F> exponent = select(is_subnormal, n - kDigits, n);
  return {.exponent = from_small<F>(exponent), .fraction = near_one - 1};
}

/// ln(1 + f) + exponent·ln2 + correction, for sqrt(1/2) <= 1 + f < sqrt(2). With s = f/(2 + f),
/// ln(1 + f) = f - f^2/2 + s (f^2/2 + z p(z)), z = s^2, which keeps f exact.
template <Real F>
[[nodiscard]] inline F log_of_parts(LogParts<F> x, F correction) {
  constexpr auto kLn2 = Coefficients<F>::kLn2;
  const F f = x.fraction;
  const F s = f / (2 + f);
  const F z = s * s;
  const F half_square = F{0.5} * f * f;
  const F rest = s * fma(z, polynomial(Coefficients<F>::kLog, z), half_square);
  const F low = rest + fma(x.exponent, kLn2.low, correction);
  return fma(x.exponent, kLn2.high, f - (half_square - low));
}

}  // namespace snn::math
