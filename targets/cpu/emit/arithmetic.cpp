#include "targets/cpu/emit/arithmetic.h"

#include "compiler/ir/eval/number.h"
#include "compiler/support/check.h"
#include "runtime/math/store.h"
#include "targets/cpu/math/functions.h"
#include "targets/cpu/math/lanes.h"

#include <array>

namespace snn::cpu {
namespace {

using ir::Op;
using ir::Type;

llvm::Value* real(Type type, double value) {
  return type == Type::F32 ? write::constant(static_cast<float>(value)) : write::constant(value);
}

llvm::Value* whole(Type type, std::int64_t value) {
  if (type == Type::Bool) return write::constant(value != 0);
  return type == Type::I32 ? write::constant(static_cast<std::int32_t>(value))
                           : write::constant(value);
}

llvm::Value* zero_of(Type type) {
  return ir::is_float(type) ? real(type, 0) : whole(type, 0);
}

/// Not 0 and not -1: what can be divided by without a trap.
llvm::Value* harmless(Type type, llvm::Value* b) {
  llvm::Value* one = whole(type, 1);
  llvm::Value* is_zero = write::compare(write::Compare::Equal, b, zero_of(type), true);
  llvm::Value* is_minus = write::compare(write::Compare::Equal, b, whole(type, -1), true);
  return write::select(write::bit_or(is_zero, is_minus), one, b);
}

/// Towards zero; x/0 is 0, and over -1 the negation wraps.
llvm::Value* quotient(Type type, llvm::Value* a, llvm::Value* b) {
  llvm::Value* is_zero = write::compare(write::Compare::Equal, b, zero_of(type), true);
  llvm::Value* is_minus = write::compare(write::Compare::Equal, b, whole(type, -1), true);
  llvm::Value* usual = write::divide_whole(a, harmless(type, b));
  llvm::Value* result = write::select(is_minus, write::negate(a), usual);
  return write::select(is_zero, zero_of(type), result);
}

/// With the sign of b; 0 when b is 0.
llvm::Value* modulus(Type type, llvm::Value* a, llvm::Value* b) {
  llvm::Value* zero = zero_of(type);
  llvm::Value* rest = write::remainder(a, harmless(type, b));
  llvm::Value* is_below = write::compare(write::Compare::Less, rest, zero, true);
  llvm::Value* is_divisor_below = write::compare(write::Compare::Less, b, zero, true);
  llvm::Value* is_wrong =
      write::bit_and(write::bit_xor(is_below, is_divisor_below),
                     write::compare(write::Compare::Different, rest, zero, true));
  return write::select(is_wrong, write::add(rest, b), rest);
}

llvm::Value* whole_arithmetic(Op op, Type type, std::span<llvm::Value* const> x) {
  if (op == Op::Add) return write::add(x[0], x[1]);
  if (op == Op::Sub) return write::subtract(x[0], x[1]);
  if (op == Op::Mul) return write::multiply(x[0], x[1]);
  if (op == Op::Div) return quotient(type, x[0], x[1]);
  if (op == Op::Mod) return modulus(type, x[0], x[1]);
  if (op == Op::Neg) return write::negate(x[0]);
  if (op == Op::Min) return write::minimum(x[0], x[1]);
  if (op == Op::Max) return write::maximum(x[0], x[1]);
  if (op == Op::Abs) {
    llvm::Value* is_below = write::compare(write::Compare::Less, x[0], zero_of(type), true);
    return write::select(is_below, write::negate(x[0]), x[0]);
  }
  SNN_CHECK(false, "`{}` is no function of integers", ir::info(op).name);
  return nullptr;
}

template <class S>
llvm::Value* flushed(llvm::Value* a) {
  return math::flush_tiny(Lanes<S>::of(a)).value();
}

llvm::Value* float_arithmetic(const ir::Inst& inst, Type type, std::span<llvm::Value* const> x) {
  const bool is_double = type == Type::F64;
  if (inst.op == Op::Add) return write::add(x[0], x[1]);
  if (inst.op == Op::Sub) return write::subtract(x[0], x[1]);
  if (inst.op == Op::Mul) return write::multiply(x[0], x[1]);
  if (inst.op == Op::Div) return write::divide(x[0], x[1]);
  if (inst.op == Op::Mod)
    return write::subtract(x[0], write::multiply(x[1], write::floor(write::divide(x[0], x[1]))));
  if (inst.op == Op::Neg) return write::negate(x[0]);
  if (inst.op == Op::Fma) return write::fma(x[0], x[1], x[2]);
  if (inst.op == Op::Min) return write::minimum(x[0], x[1]);
  if (inst.op == Op::Max) return write::maximum(x[0], x[1]);
  if (inst.op == Op::Abs) return write::fabs(x[0]);
  if (inst.op == Op::Floor) return write::floor(x[0]);
  if (inst.op == Op::Ceil) return write::ceil(x[0]);
  if (inst.op == Op::Round) return write::floor(write::add(x[0], real(type, 0.5)));
  if (inst.op == Op::Flush) return is_double ? flushed<double>(x[0]) : flushed<float>(x[0]);
  const auto* n = std::get_if<std::int64_t>(&inst.attribute);
  return function(inst.op, is_double, x, n == nullptr ? 0 : *n);
}

llvm::Value* comparison(Op op, Type type, llvm::Value* a, llvm::Value* b) {
  static constexpr std::array kHow{write::Compare::Less,    write::Compare::NotAbove,
                                   write::Compare::Above,   write::Compare::NotBelow,
                                   write::Compare::Equal,   write::Compare::Different,
                                   write::Compare::NotBelow};
  const auto row = static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::Lt);
  return write::compare(kHow.at(row), a, b, type != Type::Bool);
}

write::Kind kind_of(Type type) {
  if (type == Type::F64) return write::Kind::Double;
  if (type == Type::F32) return write::Kind::Float;
  // A Bool is extended as what has no sign.
  if (type == Type::Bool) return write::Kind::Unsigned32;
  return type == Type::I32 ? write::Kind::Signed32 : write::Kind::Signed64;
}

}  // namespace

llvm::Value* constant(Type type, const ir::Attribute& attribute) {
  return ir::is_float(type) ? real(type, std::get<double>(attribute))
                            : whole(type, std::get<std::int64_t>(attribute));
}

llvm::Value* converted(llvm::Value* a, Type from, Type to) {
  if (from == to) return a;
  if (to == Type::Bool) {
    return write::compare(write::Compare::Different, a, zero_of(from), true);
  }
  return write::convert(a, kind_of(from), kind_of(to));
}

llvm::Value* arithmetic(const ir::Inst& inst, Type from, Type to,
                        std::span<llvm::Value* const> args) {
  if (inst.op == Op::Convert) return converted(args[0], from, to);
  if (inst.op == Op::Select) return write::select(args[0], args[1], args[2]);
  if (inst.op == Op::And) return write::bit_and(args[0], args[1]);
  if (inst.op == Op::Or) return write::bit_or(args[0], args[1]);
  if (inst.op == Op::Not) return write::bit_not(args[0]);
  if (inst.op >= Op::Lt && inst.op <= Op::Crosses)
    return comparison(inst.op, from, args[0], args[1]);
  return ir::is_float(from) ? float_arithmetic(inst, from, args)
                            : whole_arithmetic(inst.op, from, args);
}

}  // namespace snn::cpu
