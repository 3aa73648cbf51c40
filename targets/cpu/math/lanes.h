#pragma once
// Numbers that are not there yet: each operation on them writes an instruction. The formulas of
// runtime/math, given these, become vector code with the bits of the scalar functions.

#include "runtime/math/coefficients.h"
#include "runtime/math/real.h"
#include "targets/cpu/math/writer.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace snn::cpu {

template <class S>
inline constexpr write::Kind kKind = write::Kind::Double;
template <>
inline constexpr write::Kind kKind<float> = write::Kind::Float;
template <>
inline constexpr write::Kind kKind<std::int32_t> = write::Kind::Signed32;
template <>
inline constexpr write::Kind kKind<std::uint32_t> = write::Kind::Unsigned32;
template <>
inline constexpr write::Kind kKind<std::int64_t> = write::Kind::Signed64;
template <>
inline constexpr write::Kind kKind<std::uint64_t> = write::Kind::Unsigned64;

/// One number, or one in each lane of a vector, that will be an `S` when the code runs.
template <class S>
class Lanes {
 public:
  Lanes() = default;
  Lanes(S value) : value_(write::constant(value)) {}  // NOLINT(google-explicit-constructor)
  template <class T>
  explicit Lanes(Lanes<T> other) : value_(write::convert(other.value(), kKind<T>, kKind<S>)) {}

  [[nodiscard]] static Lanes of(llvm::Value* value) {
    Lanes lanes;
    lanes.value_ = value;
    return lanes;
  }
  [[nodiscard]] llvm::Value* value() const { return value_; }

  friend Lanes operator+(Lanes a, Lanes b) { return of(write::add(a.value_, b.value_)); }
  friend Lanes operator-(Lanes a, Lanes b) { return of(write::subtract(a.value_, b.value_)); }
  friend Lanes operator*(Lanes a, Lanes b) { return of(write::multiply(a.value_, b.value_)); }
  friend Lanes operator/(Lanes a, Lanes b)
    requires std::floating_point<S>
  {
    return of(write::divide(a.value_, b.value_));
  }
  friend Lanes operator-(Lanes a) { return of(write::negate(a.value_)); }
  friend Lanes operator&(Lanes a, Lanes b) { return of(write::bit_and(a.value_, b.value_)); }
  friend Lanes operator|(Lanes a, Lanes b) { return of(write::bit_or(a.value_, b.value_)); }
  friend Lanes operator^(Lanes a, Lanes b) { return of(write::bit_xor(a.value_, b.value_)); }
  friend Lanes operator~(Lanes a) { return of(write::bit_not(a.value_)); }
  friend Lanes operator<<(Lanes a, Lanes n) { return of(write::shift_left(a.value_, n.value_)); }
  friend Lanes operator>>(Lanes a, Lanes n) {
    return of(write::shift_right(a.value_, n.value_, std::signed_integral<S>));
  }

  friend Lanes<bool> operator<(Lanes a, Lanes b) { return compared(write::Compare::Less, a, b); }
  friend Lanes<bool> operator<=(Lanes a, Lanes b) {
    return compared(write::Compare::NotAbove, a, b);
  }
  friend Lanes<bool> operator>(Lanes a, Lanes b) { return compared(write::Compare::Above, a, b); }
  friend Lanes<bool> operator>=(Lanes a, Lanes b) {
    return compared(write::Compare::NotBelow, a, b);
  }
  friend Lanes<bool> operator==(Lanes a, Lanes b) { return compared(write::Compare::Equal, a, b); }
  friend Lanes<bool> operator!=(Lanes a, Lanes b) {
    return compared(write::Compare::Different, a, b);
  }

  friend Lanes fma(Lanes a, Lanes b, Lanes c) {
    return of(write::fma(a.value_, b.value_, c.value_));
  }
  friend Lanes fabs(Lanes a) { return of(write::fabs(a.value_)); }
  friend Lanes floor(Lanes a) { return of(write::floor(a.value_)); }
  friend Lanes sqrt(Lanes a) { return of(write::sqrt(a.value_)); }
  friend Lanes copysign(Lanes magnitude, Lanes sign) {
    return of(write::copysign(magnitude.value_, sign.value_));
  }
  friend Lanes select(Lanes<bool> condition, Lanes yes, Lanes no) {
    return of(write::select(condition.value(), yes.value_, no.value_));
  }
  template <class Rare>
  friend Lanes rarely(Lanes<bool> condition, Lanes usual, Rare rare) {
    const write::RareBlock block = write::begin_rarely(condition.value());
    const Lanes seldom = rare();
    return of(write::end_rarely(block, condition.value(), usual.value_, seldom.value_));
  }

 private:
  static Lanes<bool> compared(write::Compare how, Lanes a, Lanes b) {
    return Lanes<bool>::of(write::compare(how, a.value_, b.value_, std::signed_integral<S>));
  }

  llvm::Value* value_ = nullptr;
};

using Truth = Lanes<bool>;

inline Truth operator!(Truth a) {
  return ~a;
}
inline Truth both(Truth a, Truth b) {
  return a & b;
}
inline Truth either(Truth a, Truth b) {
  return a | b;
}

template <std::size_t N>
[[nodiscard]] Lanes<std::uint32_t> lookup(const std::array<std::uint32_t, N>& table,
                                          Lanes<std::uint32_t> position) {
  return Lanes<std::uint32_t>::of(write::lookup(table, position.value()));
}

template <class S, class Int>
[[nodiscard]] Lanes<S> eighth(const std::array<S, 8>& table, Lanes<Int> n) {
  return Lanes<S>::of(write::eighth(table, n.value()));
}

template <class S, class Int>
[[nodiscard]] Lanes<S> scale_by_floor(Lanes<S> x, Lanes<S> n, Lanes<Int> whole) {
  llvm::Value* scaled = write::scale_by_floor(x.value(), n.value());
  return scaled != nullptr ? Lanes<S>::of(scaled) : math::scale(x, whole);
}

}  // namespace snn::cpu

namespace snn::math {

template <class S>
struct Format<cpu::Lanes<S>> {
  using Scalar = S;
  using Bits = cpu::Lanes<typename Format<S>::Bits>;
  using Int = cpu::Lanes<typename Format<S>::Int>;
  using Word = cpu::Lanes<std::uint32_t>;
  using Long = cpu::Lanes<std::int64_t>;
  using Wide = cpu::Lanes<double>;
  static constexpr int kMantissaBits = Format<S>::kMantissaBits;
  static constexpr int kBias = Format<S>::kBias;
  static constexpr S kRoundingShift = Format<S>::kRoundingShift;

  static Bits bits_of(cpu::Lanes<S> x) { return Bits::of(cpu::write::same_bits(x.value())); }
  static cpu::Lanes<S> from_bits(Bits bits) {
    return cpu::Lanes<S>::of(cpu::write::same_bits(bits.value()));
  }
};

template <class S>
struct Coefficients<cpu::Lanes<S>> : Coefficients<S> {};

}  // namespace snn::math
