#include "runtime/math/pow.h"

#include "runtime/math/exp_parts.h"
#include "runtime/math/log_parts.h"

namespace snn::math {
namespace {

/// ln x for positive finite x as a pair, to about 2^-66 (f64) or 2^-36 (f32) of its size: an error
/// in it is multiplied by up to 745 on its way to the result. With s = f/(2 + f),
/// ln(1 + f) = 2s (1 + z/3 + z^2 p(z)), z = s^2; all but z^2 p(z) is carried in pairs.
template <Real F>
Pair<F> accurate_log(F x) {
  using Table = Coefficients<F>;
  const LogParts<F> parts = log_parts(x);
  const F f = parts.fraction;
  const Pair<F> d = sum_of_ordered(F{2}, f);
  const F s = f / d.high;
  const F s_low = std::fma(-s, d.low, std::fma(-s, d.high, f)) / d.high;
  const Pair<F> z = product_of<F>({.high = s, .low = s_low}, {.high = s, .low = s_low});
  const Pair<F> third = product_of(z, Table::kThird);
  const Pair<F> v =
      sum_of_ordered(third.high, z.high * z.high * polynomial(Table::kPowLog, z.high));
  const Pair<F> twice_s{.high = 2 * s, .low = 2 * s_low};
  const Pair<F> rest = product_of<F>(twice_s, {.high = v.high, .low = v.low + third.low});
  const Pair<F> near = sum_of_ordered(twice_s.high, rest.high);
  const Pair<F> sum = sum_of_ordered(parts.exponent * Table::kLn2.high, near.high);
  const F tail = sum.low + (near.low + (rest.low + twice_s.low));
  return sum_of_ordered(sum.high, std::fma(parts.exponent, Table::kLn2.low, tail));
}

/// e^(x.high + x.low), where |x.low| is at most about an ulp of x.high.
template <Real F>
F exp_of_pair(Pair<F> x) {
  const F high = clamp(x.high, kExpLowest<F>, kExpHighest<F>);
  const F low = high == x.high ? x.low : F{0};
  ReducedExponent<F> reduced = reduce_exponent(high);
  reduced.rest = sum_of(reduced.rest.high, reduced.rest.low + low);
  const ExpParts<F> e = exp_parts(reduced);
  return scale(1 + (e.lead + e.tail), e.n);
}

/// Infinities count as integers, and as even ones.
template <Real F>
bool is_integer(F y) {
  return std::floor(y) == y;
}

template <Real F>
F pow_of(F x, F y) {
  const F magnitude = std::fabs(x);
  // NaN and infinity stand for their own logarithm.
  const Pair<F> finite = accurate_log(magnitude);
  const bool has_log = magnitude > 0 && magnitude < kInfinity<F>;
  const F edge = magnitude == 0 ? -kInfinity<F> : magnitude;
  const F log_high = has_log ? finite.high : edge;
  const F log_low = has_log ? finite.low : F{0};

  const F product = y * log_high;
  const F product_low = std::fma(y, log_low, std::fma(y, log_high, -product));
  const F power = exp_of_pair<F>({.high = product, .low = product_low});

  const bool is_one = y == 0 || magnitude == 1;
  const F unsigned_result = is_one ? F{1} : power;
  const bool is_odd = is_integer(y) && !is_integer(y / 2);
  const F signed_result = is_odd ? std::copysign(unsigned_result, x) : unsigned_result;
  const bool is_complex = x < 0 && x > -kInfinity<F> && !is_integer(y);
  const F result = is_complex ? kNan<F> : signed_result;
  return x == 1 || y == 0 ? F{1} : result;
}

}  // namespace

double pow(double x, double y) {
  return pow_of(x, y);
}
float pow(float x, float y) {
  return pow_of(x, y);
}

}  // namespace snn::math
