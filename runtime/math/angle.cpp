#include "runtime/math/angle.h"

#include "runtime/math/coefficients.h"

namespace snn::math {
namespace {

/// Subtracts n·pi/2 in three parts (Cody and Waite 1980). The first difference is exact because its
/// bits fit one float, the other two keep their errors.
template <Real F>
Angle<F> reduce_angle_of(F x) {
  constexpr std::array<F, 3> kHalfPi = Coefficients<F>::kHalfPi;
  const Rounded<F> n = round_product(x, Coefficients<F>::kInverseHalfPi);
  const F coarse = std::fma(-n.value, kHalfPi[0], x);
  const Pair<F> second = product_of(n.value, kHalfPi[1]);
  const Pair<F> fine = sum_of(coarse, -second.high);
  const F low = std::fma(-n.value, kHalfPi[2], fine.low - second.low);
  return {.rest = sum_of_ordered(fine.high, low),
          .quadrant = static_cast<std::uint32_t>(n.integer)};
}

// The bits of 2/pi behind the point, 32 to a word, after two words of zeros that stand before it.
constexpr std::array<std::uint32_t, 39> kTwoOverPi{
    0x00000000, 0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041,
    0xfe5163ab, 0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
    0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b,
    0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d,
    0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046};

/// 192 bits, lowest word first.
using Fixed = std::array<std::uint32_t, 6>;

/// 192 bits of 2/pi from bit `first` of the table on.
Fixed window_of_two_over_pi(std::uint32_t first) {
  Fixed window;
  for (std::uint32_t i = 0; i < window.size(); ++i) {
    const std::uint32_t word = first / 32 + (5 - i);
    const std::uint64_t two_words =
        static_cast<std::uint64_t>(kTwoOverPi[word]) << 32 | kTwoOverPi[word + 1];
    window[i] = static_cast<std::uint32_t>(two_words >> (32 - first % 32));
  }
  return window;
}

/// The low 192 bits of a·factor.
Fixed product_modulo(const Fixed& a, std::uint64_t factor) {
  Fixed product{};
  for (std::size_t shift = 0; shift < 2; ++shift) {
    const std::uint64_t digit = factor >> (32 * shift) & 0xffffffffU;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i + shift < product.size(); ++i) {
      carry += product[i + shift] + digit * a[i];
      product[i + shift] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  return product;
}

Fixed negated(const Fixed& a) {
  Fixed result;
  std::uint64_t carry = 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    carry += static_cast<std::uint32_t>(~a[i]);
    result[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  return result;
}

/// a·2^-190 as a pair. The words are added from the lowest, so a small value keeps all its bits.
Pair<double> pair_from(const Fixed& a) {
  Pair<double> sum{.high = 0, .low = 0};
  double weight = power_of_two<double>(-190);
  for (const std::uint32_t word : a) {
    const Pair<double> next = sum_of(word * weight, sum.high);
    sum = sum_of_ordered(next.high, next.low + sum.low);
    weight *= 0x1p32;
  }
  return sum;
}

}  // namespace

Angle<double> reduce_angle(double x) {
  return reduce_angle_of(x);
}
Angle<float> reduce_angle(float x) {
  return reduce_angle_of(x);
}

/// |x| = mantissa·2^e, and whole turns may be dropped: only bits of 2/pi that contribute less than
/// four quarter turns matter (Payne and Hanek 1983).
Angle<double> reduce_large_angle(double x) {
  constexpr int kDigits = Format<double>::kMantissaBits;
  const std::uint64_t bits = bits_of(std::fabs(x));
  const std::uint64_t hidden = std::uint64_t{1} << kDigits;
  const std::uint64_t mantissa = (bits & (hidden - 1)) | hidden;
  const int e = static_cast<int>(bits >> kDigits) - Format<double>::kBias - kDigits;
  // The first bit whose product is under four quarter turns, behind 64 zeros.
  const auto first = static_cast<std::uint32_t>(e - 2 + 64);

  Fixed turns = product_modulo(window_of_two_over_pi(first), mantissa);
  std::uint32_t quadrant = turns[5] >> 30;
  turns[5] &= 0x3fffffffU;
  const bool is_over_half = turns[5] >> 29 != 0;
  if (is_over_half) {
    turns = negated(turns);
    turns[5] &= 0x3fffffffU;
    ++quadrant;
  }
  const Pair<double> fraction = pair_from(turns);
  const Pair<double> half_pi{.high = Coefficients<double>::kHalfPi[0],
                             .low = Coefficients<double>::kHalfPi[1]};
  const Pair<double> rest = product_of(fraction, half_pi);
  const double sign = is_over_half != (x < 0) ? -1 : 1;
  return {.rest = sum_of_ordered(sign * rest.high, sign * rest.low),
          .quadrant = x < 0 ? 0U - quadrant : quadrant};
}

}  // namespace snn::math
