#pragma once
// Powers with any exponent, of a float or of whatever computes like one.

#include "runtime/math/exp_parts.h"
#include "runtime/math/log_parts.h"

namespace snn::math {

/// ln x for positive finite x as a pair, to about 2^-66 (f64) or 2^-36 (f32) of its size: an error
/// in it is multiplied by up to 745 on its way to the result. With s = f/(2 + f),
/// ln(1 + f) = 2s (1 + z/3 + z^2 p(z)), z = s^2; all but z^2 p(z) is carried in pairs.
template <Real F>
[[nodiscard]] inline Pair<F> accurate_log(F x) {
  using Table = Coefficients<F>;
  const Pair<F> one_third{.high = Table::kThird.high, .low = Table::kThird.low};
  const LogParts<F> parts = log_parts(x);
  const F f = parts.fraction;
  const Pair<F> d = sum_of_ordered(F{2}, f);
  const F s = f / d.high;
  const F s_low = fma(-s, d.low, fma(-s, d.high, f)) / d.high;
  const Pair<F> z = product_of<F>({.high = s, .low = s_low}, {.high = s, .low = s_low});
  const Pair<F> third = product_of(z, one_third);
  const Pair<F> v =
      sum_of_ordered(third.high, z.high * z.high * polynomial(Table::kPowLog, z.high));
  const Pair<F> twice_s{.high = 2 * s, .low = 2 * s_low};
  const Pair<F> rest = product_of<F>(twice_s, {.high = v.high, .low = v.low + third.low});
  const Pair<F> near = sum_of_ordered(twice_s.high, rest.high);
  const Pair<F> sum = sum_of_ordered(parts.exponent * Table::kLn2.high, near.high);
  const F tail = sum.low + (near.low + (rest.low + twice_s.low));
  return sum_of_ordered(sum.high, fma(parts.exponent, Table::kLn2.low, tail));
}

/// e^(x.high + x.low), where |x.low| is at most about an ulp of x.high.
template <Real F>
[[nodiscard]] inline F exp_of_pair(Pair<F> x) {
  const F high = clamp(x.high, kExpLowest<ScalarOf<F>>, kExpHighest<ScalarOf<F>>);
  const F low = select(high == x.high, x.low, F{0});
  ReducedExponent<F> reduced = reduce_exponent(high);
  reduced.rest = sum_of(reduced.rest.high, reduced.rest.low + low);
  const ExpParts<F> e = exp_parts(reduced);
  return scale(1 + (e.lead + e.tail), e.n);
}

/// Infinities count as integers, and as even ones.
template <Real F>
[[nodiscard]] inline auto is_integer(F y) {
  return floor(y) == y;
}

template <Real F>
[[nodiscard]] inline F pow_of(F x, F y) {
  const F magnitude = fabs(x);
  // NaN and infinity stand for their own logarithm.
  const Pair<F> finite = accurate_log(magnitude);
  const auto has_log = both(magnitude > 0, magnitude < kInfinity<ScalarOf<F>>);
  const F edge = select(magnitude == 0, F{-kInfinity<ScalarOf<F>>}, magnitude);
  const F log_high = select(has_log, finite.high, edge);
  const F log_low = select(has_log, finite.low, F{0});

  const F product = y * log_high;
  const F product_low = fma(y, log_low, fma(y, log_high, -product));
  const F power = exp_of_pair<F>({.high = product, .low = product_low});

  const auto is_one = either(y == 0, magnitude == 1);
  const F unsigned_result = select(is_one, F{1}, power);
  const auto is_odd = both(is_integer(y), !is_integer(y / 2));
  const F signed_result = select(is_odd, copysign(unsigned_result, x), unsigned_result);
  const auto is_complex = both(both(x<0, x> - kInfinity<ScalarOf<F>>), !is_integer(y));
  const F result = select(is_complex, F{kNan<ScalarOf<F>>}, signed_result);
  return select(either(x == 1, y == 0), F{1}, result);
}

}  // namespace snn::math
