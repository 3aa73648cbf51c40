#pragma once
// The angle of a point, of doubles or of whatever computes like one.

#include "runtime/math/coefficients.h"
#include "runtime/math/pair.h"
#include "runtime/math/real.h"

#include <array>

namespace snn::math {

// The polynomial of FDLIBM 5.3 (Sun Microsystems 1993): atan z = z - z^3 p(z^2) for |z| <= 7/16,
// error 2^-57 of the whole.
inline constexpr std::array kAtan{
    3.33333333333329318027e-01,  -1.99999999998764832476e-01, 1.42857142725034663711e-01,
    -1.11111104054623557880e-01, 9.09088713343650656196e-02,  -7.69187620504482999495e-02,
    6.66107313738753120669e-02,  -5.83357013379057348645e-02, 4.97687799461593236017e-02,
    -3.65315727442169155270e-02, 1.62858201153657823623e-02};

/// atan of a centre, and what its float leaves out.
template <Real F>
struct Anchor {
  F centre;
  Pair<F> angle;
};
inline constexpr Anchor<double> kHalf{
    .centre = 0.5,
    .angle = {.high = 4.63647609000806093515e-01, .low = 2.26987774529616870924e-17}};
inline constexpr Anchor<double> kOne{
    .centre = 1, .angle = {.high = 7.85398163397448278999e-01, .low = 3.06161699786838301793e-17}};

/// The angle of a point with 0 <= low <= high, high positive and finite:
/// atan(low/high) = atan(c) + atan((low - c high)/(high + c low)).
template <Real F>
[[nodiscard]] inline Pair<F> angle_below_diagonal(F low, F high) {
  const F ratio = low / high;
  const auto near = [&](double of_one, double of_half) {
    return select(ratio >= 0.6875, F{of_one}, select(ratio >= 0.4375, F{of_half}, F{0}));
  };
  const F centre = near(kOne.centre, kHalf.centre);
  const Pair<F> angle{.high = near(kOne.angle.high, kHalf.angle.high),
                      .low = near(kOne.angle.low, kHalf.angle.low)};
  const F above = fma(-centre, high, low);
  const F below = fma(centre, low, high);
  const F z = above / below;
  const F square = z * z;
  const F rest = z * (square * polynomial(kAtan, square));
  // What the division left out, so that the sum below is the only rounding that shows.
  const F error = fma(-z, below, above) / below;
  const Pair<F> sum = sum_of_ordered(angle.high, z);
  return {.high = sum.high, .low = sum.low + (angle.low + (error - rest))};
}

/// quarter_turns·pi/2 - angle where the condition holds.
template <Real F, typename Truth>
[[nodiscard]] inline Pair<F> turned(Truth condition, double quarter_turns, Pair<F> angle) {
  constexpr double kHigh = Coefficients<double>::kHalfPi[0];
  constexpr double kLow = Coefficients<double>::kHalfPi[1];
  const Pair<F> sum = sum_of_ordered(F{quarter_turns * kHigh}, -angle.high);
  return {.high = select(condition, sum.high, angle.high),
          .low = select(condition, sum.low + (quarter_turns * kLow - angle.low), angle.low)};
}

template <Real F>
[[nodiscard]] inline F atan2_of(F y, F x) {
  const F width = fabs(x);
  const F height = fabs(y);
  const auto are_infinite = both(height == kInfinity<double>, width == kInfinity<double>);
  const auto is_steep = both(height > width, !are_infinite);
  const F longer = select(is_steep, height, width);
  const F shorter = select(is_steep, width, height);
  const auto is_infinite = longer == kInfinity<double>;
  const F across = select(is_infinite, F{1}, longer);
  const F up = select(are_infinite, F{1}, select(is_infinite, F{0}, shorter));
  // Sums and products must neither overflow nor lose bits below the normal numbers.
  constexpr double kLarge = 0x1p1000;
  constexpr double kSmall = 0x1p-900;
  const F factor = select(across > kLarge, F{0x1p-100}, select(across < kSmall, F{0x1p100}, F{1}));
  const Pair<F> below = angle_below_diagonal(up * factor, across * factor);
  const Pair<F> flat{.high = select(across == 0, F{0}, below.high),
                     .low = select(across == 0, F{0}, below.low)};
  const auto is_left = copysign(F{1}, x) < 0;
  const Pair<F> angle = turned(is_left, 2, turned(is_steep, 1, flat));
  const F result = copysign(angle.high + angle.low, y);
  return select(either(x != x, y != y), F{kNan<double>}, result);
}

}  // namespace snn::math
