#pragma once
// One number of the IR with its type: what a value holds while a kernel is evaluated.

#include "compiler/ir/program.h"

#include <bit>
#include <cstdint>

namespace snn::ir {

[[nodiscard]] constexpr bool is_float(Type type) {
  return type == Type::Real || type == Type::F32 || type == Type::F64;
}
[[nodiscard]] constexpr bool is_whole(Type type) {
  return type == Type::I32 || type == Type::I64;
}

/// An f32 is kept as the double of the same value; `Real` is a double. Equal means equal bits.
class Number {
 public:
  constexpr Number() = default;

  /// Rounds to the nearest f32 where the type is one.
  [[nodiscard]] static constexpr Number real(Type type, double value) {
    const double kept = type == Type::F32 ? static_cast<double>(static_cast<float>(value)) : value;
    return {type, std::bit_cast<std::uint64_t>(kept)};
  }
  /// Keeps the low 32 bits where the type is i32; a Bool is whether the value is not 0.
  [[nodiscard]] static constexpr Number whole(Type type, std::int64_t value) {
    if (type == Type::I32) value = static_cast<std::int32_t>(value);
    if (type == Type::Bool) value = value != 0 ? 1 : 0;
    return {type, static_cast<std::uint64_t>(value)};
  }
  [[nodiscard]] static constexpr Number truth(bool value) {
    return whole(Type::Bool, value ? 1 : 0);
  }
  [[nodiscard]] static constexpr Number zero(Type type) {
    return is_float(type) ? real(type, 0) : whole(type, 0);
  }

  [[nodiscard]] constexpr Type type() const { return type_; }
  [[nodiscard]] constexpr double as_real() const { return std::bit_cast<double>(bits_); }
  [[nodiscard]] constexpr std::int64_t as_whole() const { return static_cast<std::int64_t>(bits_); }
  [[nodiscard]] constexpr bool is_true() const { return bits_ != 0; }

  friend constexpr bool operator==(const Number&, const Number&) = default;

 private:
  constexpr Number(Type type, std::uint64_t bits) : bits_(bits), type_(type) {}

  std::uint64_t bits_ = 0;
  Type type_ = Type::Bool;
};

}  // namespace snn::ir
