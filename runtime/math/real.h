#pragma once
// The two float formats seen from their bits: what the functions of this room need to build powers
// of two and to round to integers without calling a library.

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace snn::math {

template <typename F>
concept Real = std::same_as<F, double> || std::same_as<F, float>;

template <Real F>
struct Format;

template <>
struct Format<double> {
  using Bits = std::uint64_t;
  using Int = std::int64_t;
  static constexpr int kMantissaBits = 52;
  static constexpr int kBias = 1023;
  static constexpr double kRoundingShift = 0x1.8p52;
};

template <>
struct Format<float> {
  using Bits = std::uint32_t;
  using Int = std::int32_t;
  static constexpr int kMantissaBits = 23;
  static constexpr int kBias = 127;
  static constexpr float kRoundingShift = 0x1.8p23F;
};

template <Real F>
using BitsOf = typename Format<F>::Bits;
template <Real F>
using IntOf = typename Format<F>::Int;

template <Real F>
inline constexpr F kInfinity = std::numeric_limits<F>::infinity();
template <Real F>
inline constexpr F kNan = std::numeric_limits<F>::quiet_NaN();

template <Real F>
[[nodiscard]] constexpr BitsOf<F> bits_of(F x) {
  return std::bit_cast<BitsOf<F>>(x);
}

/// True for everything but infinities and NaN.
template <Real F>
[[nodiscard]] inline bool is_finite(F x) {
  return std::fabs(x) < kInfinity<F>;
}

/// 2^n for an n that gives a normal number; any other n gives some float and no undefined
/// behaviour, so a lane that is about to be discarded may compute it.
template <Real F>
[[nodiscard]] constexpr F power_of_two(IntOf<F> n) {
  const auto biased = static_cast<BitsOf<F>>(n) + static_cast<BitsOf<F>>(Format<F>::kBias);
  return std::bit_cast<F>(static_cast<BitsOf<F>>(biased << Format<F>::kMantissaBits));
}

/// x·2^n in two factors, because 2^n alone would overflow or lose its bits at the ends of the
/// range.
template <Real F>
[[nodiscard]] constexpr F scale(F x, IntOf<F> n) {
  const IntOf<F> half = n >> 1;
  return x * power_of_two<F>(half) * power_of_two<F>(n - half);
}

/// A float rounded to the nearest integer, as a float and as an integer. Adding 1.5·2^(digits-1)
/// leaves the integer in the low bits; right for |value| < 2^(digits-2).
template <Real F>
struct Rounded {
  F value;
  IntOf<F> integer;
};

/// x·factor rounded once, to the nearest integer.
template <Real F>
[[nodiscard]] inline Rounded<F> round_product(F x, F factor) {
  constexpr F kShift = Format<F>::kRoundingShift;
  const F shifted = std::fma(x, factor, kShift);
  return {.value = shifted - kShift,
          .integer = static_cast<IntOf<F>>(bits_of(shifted) - bits_of(kShift))};
}

/// c[0] + c[1]·x + … by Horner's rule; the order of operations is part of every function's bits.
template <Real F, std::size_t N>
[[nodiscard]] inline F polynomial(const std::array<F, N>& c, F x) {
  F sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;)
    sum = std::fma(sum, x, c[i]);
  return sum;
}

}  // namespace snn::math
