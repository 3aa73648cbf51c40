#pragma once
// e^x as 2^n e^r with n in eighths: a table of eight values makes r small, so that the polynomial
// is short. What exp, expm1 and the quotients of exponentials are made of, where a result rounded
// once or twice is good enough; exp_parts.h, without a table, carries more bits.

#include "runtime/math/coefficients.h"
#include "runtime/math/exp_parts.h"
#include "runtime/math/real.h"

namespace snn::math {

/// x = n·ln2 + (rest + rest_low), n a multiple of 1/8 and |rest| <= ln2/16.
template <Real F>
struct Eighths {
  F n;
  IntOf<F> count;  // 8n
  IntOf<F> whole;  // the largest integer that is not above n
  F rest;
  F rest_low;
};

template <Real F>
[[nodiscard]] inline Eighths<F> in_eighths(F x) {
  constexpr auto kLn2 = Coefficients<F>::kLn2;
  constexpr ScalarOf<F> kShift = Format<F>::kRoundingShift / 8;
  const F shifted = fma(x, F{Coefficients<F>::kInverseLn2}, F{kShift});
  const F n = shifted - kShift;
  const auto count = static_cast<IntOf<F>>(bits_of(shifted) - bits_of(kShift));
  const F coarse = fma(-n, F{kLn2.high}, x);
  const F rest = fma(-n, F{kLn2.low}, coarse);
  const F low = fma(-n, F{kLn2.low}, coarse - rest);
  return {.n = n, .count = count, .whole = count >> 3, .rest = rest, .rest_low = low};
}

/// e^x = 2^whole · result.
template <Real F>
[[nodiscard]] inline F mantissa_of(const Eighths<F>& e) {
  const F r = e.rest;
  const F less_one = fma(r * r, polynomial(Coefficients<F>::kExpNear0, r), r);
  const F root = eighth(Coefficients<F>::kEighths, e.count);
  return fma(root, less_one, root);
}

/// e^x - 1 = 2^whole · result, rounded little more than once:
/// (root - 2^-whole) + root·(r + tail), each of its two larger sums with its error.
template <Real F>
[[nodiscard]] inline F less_one_of(const Eighths<F>& e) {
  // Beyond that 2^-whole is far under the last bit.
  constexpr int kFar = kFarExponent<ScalarOf<F>>;
  const F unit = power_of_two<F>(-select(e.whole > kFar, IntOf<F>{kFar}, e.whole));
  const F root = eighth(Coefficients<F>::kEighths, e.count);
  const F root_low = eighth(Coefficients<F>::kEighthsLow, e.count);
  const F offset = root - unit;
  // Comes out as 0 where the unit is the larger, and shows less there.
  const F lost = (root - offset) - unit;
  const F r = e.rest;
  const F tail = fma(r * r, polynomial(Coefficients<F>::kExpm1Near0, r), e.rest_low);
  const F sum = fma(root, r, offset);
  const F error = fma(root, r, offset - sum);
  return sum + (error + fma(root, tail, root_low + lost));
}

}  // namespace snn::math
