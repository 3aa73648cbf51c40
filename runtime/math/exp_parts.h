#pragma once
// e^x taken apart: the steps that exp, expm1 and the quotients of exponentials have in common.

#include "runtime/math/coefficients.h"
#include "runtime/math/pair.h"
#include "runtime/math/real.h"

namespace snn::math {

/// Arguments beyond these give 0 and infinity; between them 2^n stays within two normal factors.
template <Real F>
inline constexpr F kExpLowest = -746;
template <>
inline constexpr float kExpLowest<float> = -104;
template <Real F>
inline constexpr F kExpHighest = 710;
template <>
inline constexpr float kExpHighest<float> = 89;

/// NaN passes through.
template <Real F>
[[nodiscard]] inline F clamp(F x, std::type_identity_t<F> lowest, std::type_identity_t<F> highest) {
  const F bounded = select(x > highest, highest, x);
  return select(bounded < lowest, lowest, bounded);
}

/// x = n·ln2 + (rest.high + rest.low) with |rest| <= ln2/2.
template <Real F>
struct ReducedExponent {
  Pair<F> rest;
  IntOf<F> n;
};

template <Real F>
[[nodiscard]] inline ReducedExponent<F> reduce_exponent(F x) {
  constexpr auto kLn2 = Coefficients<F>::kLn2;
  const Rounded<F> n = round_product(x, Coefficients<F>::kInverseLn2);
  const F coarse = fma(-n.value, kLn2.high, x);
  const F high = fma(-n.value, kLn2.low, coarse);
  const F low = fma(-n.value, kLn2.low, coarse - high);
  return {.rest = {.high = high, .low = low}, .n = n.integer};
}

/// e^x = 2^n (1 + lead + tail), with |lead| <= ln2/2 and the tail a tenth of it or less.
template <Real F>
struct ExpParts {
  F lead;
  F tail;
  IntOf<F> n;
};

template <Real F>
[[nodiscard]] inline ExpParts<F> exp_parts(ReducedExponent<F> x) {
  const F r = x.rest.high;
  const F tail = fma(r * r, polynomial(Coefficients<F>::kExpm1, r), x.rest.low);
  return {.lead = r, .tail = tail, .n = x.n};
}

/// e^x = 2^n (high + low).
template <Real F>
[[nodiscard]] inline Pair<F> exp_mantissa(ExpParts<F> e) {
  const Pair<F> sum = sum_of_ordered(F{1}, e.lead);
  return sum_of_ordered(sum.high, sum.low + e.tail);
}

/// Beyond this |n| the smaller of 1 and 2^n is far under the last bit of a pair.
template <Real F>
inline constexpr int kFarExponent = 2 * Format<F>::kMantissaBits;

/// e^x - 1 = 2^n (value.high + value.low), without cancellation near 0:
/// (1 - 2^-n) + lead + tail, each sum with its error.
template <Real F>
struct Expm1Parts {
  Pair<F> value;
  IntOf<F> n;
};

template <Real F>
[[nodiscard]] inline Expm1Parts<F> expm1_parts(ExpParts<F> e) {
  constexpr int kFar = kFarExponent<ScalarOf<F>>;
  const IntOf<F> n = select(e.n < -kFar, IntOf<F>{-kFar}, e.n);
  const Pair<F> offset = sum_of(F{1}, -power_of_two<F>(select(n > kFar, IntOf<F>{-kFar}, -n)));
  const Pair<F> sum = sum_of(offset.high, e.lead);
  return {.value = sum_of_ordered(sum.high, sum.low + (offset.low + e.tail)), .n = n};
}

}  // namespace snn::math
