#include "compiler/ir/eval/evaluate.h"

#include "compiler/ir/eval/functions.h"
#include "compiler/support/check.h"
#include "runtime/math/convert.h"

#include <limits>
#include <variant>

namespace snn::ir {
namespace {

constexpr std::size_t kMostOperands = 3;

template <math::Real F>
Number evaluate_float(FloatFunction<F> function, Type type, const Attribute& attribute,
                      std::span<const Number> args) {
  FloatOperands<F> operands;
  for (std::size_t i = 0; i < args.size() && i < kMostOperands; ++i)
    operands.x[i] = static_cast<F>(args[i].as_real());
  if (const auto* whole = std::get_if<std::int64_t>(&attribute)) operands.n = *whole;
  return Number::real(type, static_cast<double>(function(operands)));
}

Number convert(Type type, Number from) {
  if (type == Type::Bool) {
    return Number::truth(is_float(from.type()) ? from.as_real() != 0 : from.as_whole() != 0);
  }
  if (!is_float(from.type())) {
    if (type == Type::F32) {
      // Through f64 the integer would be rounded twice.
      return Number::real(type, static_cast<double>(static_cast<float>(from.as_whole())));
    }
    return is_float(type) ? Number::real(type, static_cast<double>(from.as_whole()))
                          : Number::whole(type, from.as_whole());
  }
  if (is_float(type)) return Number::real(type, from.as_real());
  return Number::whole(
      type, type == Type::I32 ? math::to_i32(from.as_real()) : math::to_i64(from.as_real()));
}

Number constant(Type type, const Attribute& attribute) {
  if (const auto* real = std::get_if<double>(&attribute)) return Number::real(type, *real);
  return Number::whole(type, std::get<std::int64_t>(attribute));
}

template <typename T>
bool compare(Op op, T a, T b) {
  if (op == Op::Lt) return a < b;
  if (op == Op::Le) return a <= b;
  if (op == Op::Gt) return a > b;
  if (op == Op::Ge || op == Op::Crosses) return a >= b;
  if (op == Op::Eq) return a == b;
  SNN_CHECK(op == Op::Ne, "`{}` compares nothing", info(op).name);
  return a != b;
}

bool is_comparison(Op op) {
  return op >= Op::Lt && op <= Op::Crosses;
}

}  // namespace

bool is_evaluable(Op op) {
  return op == Op::Const || op == Op::Convert || op == Op::Select || op == Op::And ||
         op == Op::Or || op == Op::Not || is_comparison(op) ||
         float_function<double>(op) != nullptr;
}

Number evaluate(Op op, Type type, const Attribute& attribute, std::span<const Number> args) {
  if (op == Op::Const) return constant(type, attribute);
  if (op == Op::Convert) return convert(type, args[0]);
  if (op == Op::Select) return args[0].is_true() ? args[1] : args[2];
  if (op == Op::And) return Number::truth(args[0].is_true() && args[1].is_true());
  if (op == Op::Or) return Number::truth(args[0].is_true() || args[1].is_true());
  if (op == Op::Not) return Number::truth(!args[0].is_true());
  const Type operands = args[0].type();
  if (is_comparison(op)) {
    return Number::truth(is_float(operands) ? compare(op, args[0].as_real(), args[1].as_real())
                                            : compare(op, args[0].as_whole(), args[1].as_whole()));
  }
  if (operands == Type::F32) {
    const FloatFunction<float> function = float_function<float>(op);
    SNN_CHECK(function != nullptr, "`{}` is no function of floats", info(op).name);
    return evaluate_float(function, type, attribute, args);
  }
  if (is_float(operands)) {
    const FloatFunction<double> function = float_function<double>(op);
    SNN_CHECK(function != nullptr, "`{}` is no function of floats", info(op).name);
    return evaluate_float(function, type, attribute, args);
  }
  const WholeFunction function = whole_function(op);
  SNN_CHECK(function != nullptr, "`{}` is no function of integers", info(op).name);
  const std::int64_t second = args.size() > 1 ? args[1].as_whole() : 0;
  return Number::whole(type, function({.a = args[0].as_whole(), .b = second}));
}

}  // namespace snn::ir
