#pragma once
// Angles of any size reduced in integers: slow and exact. Of a double or of whatever computes like
// one.

#include "runtime/math/angle.h"

#include <array>
#include <cstddef>

namespace snn::math {

// The bits of 2/pi behind the point, 32 to a word, after two words of zeros that stand before it.
inline constexpr std::array<std::uint32_t, 39> kTwoOverPi{
    0x00000000, 0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041,
    0xfe5163ab, 0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
    0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b,
    0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d,
    0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046};

/// 192 bits, lowest word first.
template <Real F>
using Fixed = std::array<typename Format<F>::Word, 6>;

/// 192 bits of 2/pi from bit `first` of the table on.
template <Real F>
[[nodiscard]] inline Fixed<F> window_of_two_over_pi(typename Format<F>::Word first) {
  using Word = typename Format<F>::Word;
  Fixed<F> window;
  for (std::uint32_t i = 0; i < window.size(); ++i) {
    const Word word = (first >> 5U) + (5 - i);
    const BitsOf<F> two_words = static_cast<BitsOf<F>>(lookup(kTwoOverPi, word)) << 32U |
                                static_cast<BitsOf<F>>(lookup(kTwoOverPi, word + 1));
    window[i] = static_cast<Word>(two_words >> static_cast<BitsOf<F>>(32 - (first & 31U)));
  }
  return window;
}

/// The low 192 bits of a·factor.
template <Real F>
[[nodiscard]] inline Fixed<F> product_modulo(const Fixed<F>& a, BitsOf<F> factor) {
  using Word = typename Format<F>::Word;
  Fixed<F> product;
  product.fill(Word{0});
  for (std::uint32_t shift = 0; shift < 2; ++shift) {
    const BitsOf<F> digit = factor >> (32 * shift) & 0xffffffffU;
    BitsOf<F> carry{0};
    for (std::size_t i = 0; i + shift < product.size(); ++i) {
      carry =
          carry + static_cast<BitsOf<F>>(product[i + shift]) + digit * static_cast<BitsOf<F>>(a[i]);
      product[i + shift] = static_cast<Word>(carry);
      carry = carry >> 32U;
    }
  }
  return product;
}

template <Real F>
[[nodiscard]] inline Fixed<F> negated(const Fixed<F>& a) {
  using Word = typename Format<F>::Word;
  Fixed<F> result;
  BitsOf<F> carry{1};
  for (std::size_t i = 0; i < a.size(); ++i) {
    carry = carry + static_cast<BitsOf<F>>(~a[i]);
    result[i] = static_cast<Word>(carry);
    carry = carry >> 32U;
  }
  return result;
}

/// a·2^-190 as a pair. The words are added from the lowest, so a small value keeps all its bits.
template <Real F>
[[nodiscard]] inline Pair<F> pair_from(const Fixed<F>& a) {
  Pair<F> sum{.high = 0, .low = 0};
  double weight = power_of_two<double>(-190);
  for (const auto& word : a) {
    const F value = from_small<F>(static_cast<IntOf<F>>(static_cast<BitsOf<F>>(word)));
    const Pair<F> next = sum_of(value * weight, sum.high);
    sum = sum_of_ordered(next.high, next.low + sum.low);
    weight *= 0x1p32;
  }
  return sum;
}

/// For any finite x: multiplies by as many bits of 2/pi as matter. |x| = mantissa·2^e, and whole
/// turns may be dropped: only bits of 2/pi that contribute less than four quarter turns matter
/// (Payne and Hanek 1983). What is not finite gives some angle.
template <Real F>
[[nodiscard]] inline Angle<F> reduce_large_angle(F x) {
  using Word = typename Format<F>::Word;
  constexpr int kDigits = Format<F>::kMantissaBits;
  constexpr auto kHidden = static_cast<std::uint64_t>(std::uint64_t{1} << kDigits);
  const BitsOf<F> bits = bits_of(fabs(x));
  const BitsOf<F> mantissa = (bits & (kHidden - 1)) | kHidden;
  const IntOf<F> e = static_cast<IntOf<F>>(bits >> kDigits) - (Format<F>::kBias + kDigits);
  // The first bit whose product is under four quarter turns, behind 64 zeros. A small x has fewer
  // zeros to skip than there are.
  const IntOf<F> first = select(e < -62, IntOf<F>{0}, e + 62);

  const Fixed<F> product =
      product_modulo<F>(window_of_two_over_pi<F>(static_cast<Word>(first)), mantissa);
  constexpr std::uint32_t kBelowQuarter = 0x3fffffffU;
  Fixed<F> turns = product;
  turns[5] = turns[5] & kBelowQuarter;
  const auto is_over_half = (turns[5] >> 29U) != 0U;
  Fixed<F> opposite = negated<F>(turns);
  opposite[5] = opposite[5] & kBelowQuarter;
  for (std::size_t i = 0; i < turns.size(); ++i)
    turns[i] = select(is_over_half, opposite[i], turns[i]);
  const Word quarter = product[5] >> 30U;
  const Word quadrant = select(is_over_half, quarter + 1U, quarter);

  const Pair<F> half_pi{.high = Coefficients<F>::kHalfPi[0], .low = Coefficients<F>::kHalfPi[1]};
  const Pair<F> rest = product_of(pair_from<F>(turns), half_pi);
  const F half_sign = select(is_over_half, F{-1}, F{1});
  const F sign = select(x < 0, -half_sign, half_sign);
  return {.rest = sum_of_ordered(sign * rest.high, sign * rest.low),
          .quadrant = select(x < 0, 0U - quadrant, quadrant)};
}

}  // namespace snn::math
