#pragma once
// The two float formats seen from their bits: what the functions of this room need to build powers
// of two and to round to integers without calling a library.
//
// A formula of this room is a template over what it computes with: a float, or whatever else has a
// Format and the operators of one. The emitter of vector code instantiates it with values that
// write instructions, so that compiled kernels have the bits of these functions by construction.
// Hence no `if` and no `?:` on values: `select` and `rarely`.

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace snn::math {

template <typename F>
struct Format;

template <>
struct Format<double> {
  using Scalar = double;
  using Bits = std::uint64_t;
  using Int = std::int64_t;
  using Word = std::uint32_t;
  using Long = std::int64_t;
  using Wide = double;
  static constexpr int kMantissaBits = 52;
  static constexpr int kBias = 1023;
  static constexpr double kRoundingShift = 0x1.8p52;

  static constexpr Bits bits_of(double x) { return std::bit_cast<Bits>(x); }
  static constexpr double from_bits(Bits bits) { return std::bit_cast<double>(bits); }
};

template <>
struct Format<float> {
  using Scalar = float;
  using Bits = std::uint32_t;
  using Int = std::int32_t;
  using Word = std::uint32_t;
  using Long = std::int64_t;
  using Wide = double;
  static constexpr int kMantissaBits = 23;
  static constexpr int kBias = 127;
  static constexpr float kRoundingShift = 0x1.8p23F;

  static constexpr Bits bits_of(float x) { return std::bit_cast<Bits>(x); }
  static constexpr float from_bits(Bits bits) { return std::bit_cast<float>(bits); }
};

template <typename F>
concept Real = requires { typename Format<F>::Scalar; };

/// The float whose format and constants hold.
template <Real F>
using ScalarOf = typename Format<F>::Scalar;
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
  return Format<F>::bits_of(x);
}
template <Real F>
[[nodiscard]] constexpr F from_bits(std::type_identity_t<BitsOf<F>> bits) {
  return Format<F>::from_bits(bits);
}

[[nodiscard]] inline double fma(double a, double b, double c) {
  return std::fma(a, b, c);
}
[[nodiscard]] inline float fma(float a, float b, float c) {
  return std::fma(a, b, c);
}
[[nodiscard]] inline double fabs(double x) {
  return std::fabs(x);
}
[[nodiscard]] inline float fabs(float x) {
  return std::fabs(x);
}
[[nodiscard]] inline double floor(double x) {
  return std::floor(x);
}
[[nodiscard]] inline float floor(float x) {
  return std::floor(x);
}
[[nodiscard]] inline double copysign(double magnitude, double sign) {
  return std::copysign(magnitude, sign);
}
[[nodiscard]] inline float copysign(float magnitude, float sign) {
  return std::copysign(magnitude, sign);
}

/// Both are computed, one is taken.
template <typename T>
  requires std::is_arithmetic_v<T>
[[nodiscard]] constexpr T select(bool condition, T yes, T no) {
  return condition ? yes : no;
}

/// Both hold; either holds. (`&&` cannot be written for other types without losing its laziness.)
[[nodiscard]] constexpr bool both(bool a, bool b) {
  return a && b;
}
[[nodiscard]] constexpr bool either(bool a, bool b) {
  return a || b;
}

/// `usual`, or what `rare()` gives where the condition holds: for what is slow and seldom needed.
template <typename T, typename Rare>
  requires std::is_arithmetic_v<T>
[[nodiscard]] constexpr T rarely(bool condition, T usual, Rare rare) {
  return condition ? rare() : usual;
}

/// A constant table at a position that is inside it.
template <typename T, std::size_t N>
[[nodiscard]] constexpr T lookup(const std::array<T, N>& table, T position) {
  return table[position];
}

/// Entry n mod 8.
template <typename T, typename Int>
  requires std::is_arithmetic_v<T>
[[nodiscard]] constexpr T eighth(const std::array<T, 8>& table, Int n) {
  return table[static_cast<std::size_t>(n & 7)];
}

/// True for everything but infinities and NaN.
template <Real F>
[[nodiscard]] inline auto is_finite(F x) {
  return fabs(x) < kInfinity<ScalarOf<F>>;
}

/// 2^n for an n that gives a normal number; any other n gives some float and no undefined
/// behaviour, so a lane that is about to be discarded may compute it.
template <Real F>
[[nodiscard]] constexpr F power_of_two(IntOf<F> n) {
  const auto biased = static_cast<BitsOf<F>>(n) + static_cast<BitsOf<F>>(Format<F>::kBias);
  return from_bits<F>(biased << Format<F>::kMantissaBits);
}

/// An integer below 2^(digits-2) as a float. Processors that cannot convert vectors of 64-bit
/// integers can add.
template <Real F>
[[nodiscard]] constexpr F from_small(IntOf<F> n) {
  constexpr ScalarOf<F> kShift = Format<F>::kRoundingShift;
  return from_bits<F>(static_cast<BitsOf<F>>(n) + bits_of(kShift)) - kShift;
}

/// x·2^n in two factors, because 2^n alone would overflow or lose its bits at the ends of the
/// range.
template <Real F>
[[nodiscard]] constexpr F scale(F x, IntOf<F> n) {
  const IntOf<F> half = n >> 1;
  return x * power_of_two<F>(half) * power_of_two<F>(n - half);
}

/// x·2^whole, where `n` is at least `whole` and less than one more, for processors that take it.
template <typename T, typename Int>
  requires std::is_arithmetic_v<T>
[[nodiscard]] constexpr T scale_by_floor(T x, T /*n*/, Int whole) {
  return scale(x, whole);
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
[[nodiscard]] inline Rounded<F> round_product(F x, ScalarOf<F> factor) {
  constexpr ScalarOf<F> kShift = Format<F>::kRoundingShift;
  const F shifted = fma(x, factor, kShift);
  return {.value = shifted - kShift,
          .integer = static_cast<IntOf<F>>(bits_of(shifted) - bits_of(kShift))};
}

/// c[0] + c[1]·x + … by Horner's rule; the order of operations is part of every function's bits.
template <Real F, std::size_t N>
[[nodiscard]] inline F polynomial(const std::array<ScalarOf<F>, N>& c, F x) {
  F sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;)
    sum = fma(sum, x, c[i]);
  return sum;
}

}  // namespace snn::math
