#include "compiler/lower/functions.h"

#include <numbers>

namespace snn::lower {

using ir::Builder;
using ir::Op;
using ir::ValueId;
using model::Intrinsic;

namespace {

// The functions that are one instruction.
std::optional<Op> op_of(Intrinsic function) {
  switch (static_cast<int>(function)) {
    case static_cast<int>(Intrinsic::Exp): return Op::Exp;
    case static_cast<int>(Intrinsic::Expm1): return Op::Expm1;
    case static_cast<int>(Intrinsic::Log):
    case static_cast<int>(Intrinsic::Ln): return Op::Log;
    case static_cast<int>(Intrinsic::Log1p): return Op::Log1p;
    case static_cast<int>(Intrinsic::Sqrt): return Op::Sqrt;
    case static_cast<int>(Intrinsic::Abs): return Op::Abs;
    case static_cast<int>(Intrinsic::Floor): return Op::Floor;
    case static_cast<int>(Intrinsic::Ceil): return Op::Ceil;
    case static_cast<int>(Intrinsic::Round): return Op::Round;
    case static_cast<int>(Intrinsic::Sin): return Op::Sin;
    case static_cast<int>(Intrinsic::Cos): return Op::Cos;
    case static_cast<int>(Intrinsic::Tan): return Op::Tan;
    case static_cast<int>(Intrinsic::Tanh): return Op::Tanh;
    case static_cast<int>(Intrinsic::Atan2): return Op::Atan2;
    case static_cast<int>(Intrinsic::Mod): return Op::Mod;
    case static_cast<int>(Intrinsic::Linoid): return Op::Linoid;
    case static_cast<int>(Intrinsic::Phi): return Op::Phi;
    default: return std::nullopt;
  }
}

ValueId sign(Builder& b, ValueId x) {
  const ir::Type type = b.type_of(x);
  const ValueId zero = b.constant(type, 0);
  const ValueId above = b.op(Op::Select, {b.op(Op::Gt, {x, zero}), b.constant(type, 1), zero});
  return b.op(Op::Select, {b.op(Op::Lt, {x, zero}), b.constant(type, -1), above});
}

}  // namespace

bool is_elementary(Intrinsic function) {
  return op_of(function).has_value() || function == Intrinsic::Sign ||
         function == Intrinsic::Atan || function == Intrinsic::Log10 || function == Intrinsic::Log2;
}

ValueId elementary(Builder& b, Intrinsic function, std::span<const ValueId> args) {
  const ValueId x = args.front();
  const ir::Type type = b.type_of(x);
  if (function == Intrinsic::Sign) return sign(b, x);
  if (function == Intrinsic::Atan) return b.op(Op::Atan2, {x, b.constant(type, 1)});
  if (function == Intrinsic::Log10)
    return b.op(Op::Mul, {b.op(Op::Log, {x}), b.constant(type, std::numbers::log10e)});
  if (function == Intrinsic::Log2)
    return b.op(Op::Mul, {b.op(Op::Log, {x}), b.constant(type, std::numbers::log2e)});
  const Op op = *op_of(function);
  return ir::info(op).arity == 1 ? b.op(op, {x}) : b.op(op, {x, args[1]});
}

std::optional<Op> draw_of(Intrinsic distribution) {
  switch (static_cast<int>(distribution)) {
    case static_cast<int>(Intrinsic::Uniform): return Op::Uniform;
    case static_cast<int>(Intrinsic::Normal): return Op::Normal;
    case static_cast<int>(Intrinsic::Lognormal): return Op::Lognormal;
    case static_cast<int>(Intrinsic::Exponential): return Op::Exponential;
    case static_cast<int>(Intrinsic::Gamma): return Op::Gamma;
    case static_cast<int>(Intrinsic::Binomial): return Op::Binomial;
    case static_cast<int>(Intrinsic::PoissonCount): return Op::Poisson;
    default: return std::nullopt;
  }
}

}  // namespace snn::lower
