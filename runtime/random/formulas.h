#pragma once
// The distributions that are one formula, of doubles or of whatever computes like one (see
// runtime/math/real.h).

#include "runtime/math/exp_formula.h"
#include "runtime/math/log_formula.h"
#include "runtime/math/powers.h"

#include <array>
#include <cstdint>

namespace snn::random {

// Wichura 1988, AS 241, routine PPND16: numerators and denominators for the middle, the tails, and
// the far tails.
struct QuantileTables {
  static constexpr std::array kMiddleAbove{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                           1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                           4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                           3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array kMiddleBelow{1.0,
                                           4.2313330701600911252e+1,
                                           6.8718700749205790830e+2,
                                           5.3941960214247511077e+3,
                                           2.1213794301586595867e+4,
                                           3.9307895800092710610e+4,
                                           2.8729085735721942674e+4,
                                           5.2264952788528545610e+3};
  static constexpr std::array kTailAbove{1.42343711074968357734e0,  4.63033784615654529590e0,
                                         5.76949722146069140550e0,  3.64784832476320460504e0,
                                         1.27045825245236838258e0,  2.41780725177450611770e-1,
                                         2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array kTailBelow{1.0,
                                         2.05319162663775882187e0,
                                         1.67638483018380384940e0,
                                         6.89767334985100004550e-1,
                                         1.48103976427480074590e-1,
                                         1.51986665636164571966e-2,
                                         5.47593808499534494600e-4,
                                         1.05075007164441684324e-9};
  static constexpr std::array kFarAbove{6.65790464350110377720e0,  5.46378491116411436990e0,
                                        1.78482653991729133580e0,  2.96560571828504891230e-1,
                                        2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                        2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array kFarBelow{1.0,
                                        5.99832206555887937690e-1,
                                        1.36929880922735805310e-1,
                                        1.48753612908506148525e-2,
                                        7.86869131145613259100e-4,
                                        1.84631831751005468180e-5,
                                        1.42151175831644588870e-7,
                                        2.04426310338993978564e-15};
};

/// In (0, 1): the middles of 2^52 equal intervals. (With 2^53, the last middle would round to 1.)
template <math::Real F>
[[nodiscard]] F unit_from(typename math::Format<F>::Word high, typename math::Format<F>::Word low) {
  using Bits = math::BitsOf<F>;
  constexpr auto kTwoTo52 = math::bits_of(0x1p52);
  const Bits joined = static_cast<Bits>(high) << 20U | static_cast<Bits>(low) >> 12U;
  const F whole = math::from_bits<F>(joined | Bits{kTwoTo52}) - 0x1p52;
  return (whole + 0.5) * 0x1p-52;
}

/// The tail of the standard normal that holds the fraction `tail`, as a distance from 0.
template <math::Real F>
[[nodiscard]] F tail_quantile(F tail) {
  using Tables = QuantileTables;
  using math::fabs;
  using math::polynomial;
  using math::rarely;
  using math::select;
  using math::sqrt;
  const F r = sqrt(-math::log_of(tail));
  constexpr double kFar = 5;
  constexpr double kTailCentre = 1.6;
  const F near = polynomial(Tables::kTailAbove, r - kTailCentre) /
                 polynomial(Tables::kTailBelow, r - kTailCentre);
  return rarely(!(r <= kFar), near, [&] {
    return polynomial(Tables::kFarAbove, r - kFar) / polynomial(Tables::kFarBelow, r - kFar);
  });
}

/// The standard normal quantile of p in (0, 1).
template <math::Real F>
[[nodiscard]] F normal_quantile_of(F p) {
  using Tables = QuantileTables;
  using math::fabs;
  using math::polynomial;
  using math::rarely;
  using math::select;
  using math::sqrt;
  constexpr double kMiddle = 0.425;
  constexpr double kMiddleSquare = 0.180625;
  const F q = p - 0.5;
  const F r = kMiddleSquare - q * q;
  const F middle = q * polynomial(Tables::kMiddleAbove, r) / polynomial(Tables::kMiddleBelow, r);
  return rarely(!(fabs(q) <= kMiddle), middle, [&] {
    const F magnitude = tail_quantile(select(q < 0, p, 1 - p));
    return select(q < 0, -magnitude, magnitude);
  });
}

template <math::Real F>
[[nodiscard]] F exponential_of(F u) {
  return -math::log_of(u);
}

template <math::Real F>
[[nodiscard]] F lognormal_of(F deviate, F mean, F sd) {
  const F ratio = sd / mean;
  const F variance = math::log1p_of(ratio * ratio);
  return mean * math::exp_of(sqrt(variance) * deviate - variance / 2);
}

}  // namespace snn::random
