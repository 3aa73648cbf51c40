#include "runtime/math/atan2.h"

#include "runtime/math/coefficients.h"
#include "runtime/math/real.h"

#include <array>
#include <cmath>
#include <utility>

namespace snn::math {
namespace {

// The polynomial of FDLIBM 5.3 (Sun Microsystems 1993): atan z = z - z^3 p(z^2) for |z| <= 7/16,
// error 2^-57 of the whole.
constexpr std::array kAtan{
    3.33333333333329318027e-01,  -1.99999999998764832476e-01, 1.42857142725034663711e-01,
    -1.11111104054623557880e-01, 9.09088713343650656196e-02,  -7.69187620504482999495e-02,
    6.66107313738753120669e-02,  -5.83357013379057348645e-02, 4.97687799461593236017e-02,
    -3.65315727442169155270e-02, 1.62858201153657823623e-02};

/// atan of a centre, and what its float leaves out.
struct Anchor {
  double centre;
  Pair<double> angle;
};
constexpr Anchor kHalf{
    .centre = 0.5,
    .angle = {.high = 4.63647609000806093515e-01, .low = 2.26987774529616870924e-17}};
constexpr Anchor kOne{
    .centre = 1, .angle = {.high = 7.85398163397448278999e-01, .low = 3.06161699786838301793e-17}};

/// The angle of a point with 0 <= low <= high, high positive and finite:
/// atan(low/high) = atan(c) + atan((low - c high)/(high + c low)).
Pair<double> angle_below_diagonal(double low, double high) {
  const double ratio = low / high;
  Anchor anchor{.centre = 0, .angle = {.high = 0, .low = 0}};
  if (ratio >= 0.6875) {
    anchor = kOne;
  } else if (ratio >= 0.4375) {
    anchor = kHalf;
  }
  const double above = std::fma(-anchor.centre, high, low);
  const double below = std::fma(anchor.centre, low, high);
  const double z = above / below;
  const double square = z * z;
  const double rest = z * (square * polynomial(kAtan, square));
  // What the division left out, so that the sum below is the only rounding that shows.
  const double error = std::fma(-z, below, above) / below;
  const Pair<double> sum = sum_of_ordered(anchor.angle.high, z);
  return {.high = sum.high, .low = sum.low + (anchor.angle.low + (error - rest))};
}

}  // namespace

double atan2(double y, double x) {
  if (x != x || y != y) return kNan<double>;
  constexpr Pair<double> kHalfPi{.high = Coefficients<double>::kHalfPi[0],
                                 .low = Coefficients<double>::kHalfPi[1]};
  double across = std::fabs(x);
  double up = std::fabs(y);
  if (up == kInfinity<double> && across == kInfinity<double>) up = across = 1;
  const bool is_steep = up > across;
  if (is_steep) std::swap(up, across);
  if (across == kInfinity<double>) {
    up = 0;
    across = 1;
  }
  // Sums and products above must neither overflow nor lose bits below the normal numbers.
  constexpr double kLarge = 0x1p1000;
  constexpr double kSmall = 0x1p-900;
  constexpr double kFactor = 0x1p100;
  if (across > kLarge) {
    across /= kFactor;
    up /= kFactor;
  } else if (across < kSmall) {
    across *= kFactor;
    up *= kFactor;
  }
  Pair<double> angle =
      across == 0 ? Pair<double>{.high = 0, .low = 0} : angle_below_diagonal(up, across);
  if (is_steep) {
    const Pair<double> turned = sum_of_ordered(kHalfPi.high, -angle.high);
    angle = {.high = turned.high, .low = turned.low + (kHalfPi.low - angle.low)};
  }
  if (std::signbit(x)) {
    const Pair<double> turned = sum_of_ordered(2 * kHalfPi.high, -angle.high);
    angle = {.high = turned.high, .low = turned.low + (2 * kHalfPi.low - angle.low)};
  }
  return std::copysign(angle.high + angle.low, y);
}

float atan2(float y, float x) {
  return static_cast<float>(atan2(static_cast<double>(y), static_cast<double>(x)));
}

}  // namespace snn::math
