#include "compiler/equations/symbolic/algebra.h"

#include "compiler/model/eval.h"
#include "compiler/support/match.h"

#include <functional>
#include <utility>

namespace snn::equations {

using model::BinaryOp;
using model::Type;

namespace {

enum Form { kUnary, kBinary, kCall, kChoice };

}  // namespace

ExprId Algebra::make(Making making, model::ExprKind kind) {
  const auto [place, is_new] = made_.emplace(std::move(making), ExprId());
  if (is_new) place->second = program_.exprs.push_back({{}, Type::real(), std::move(kind)});
  return place->second;
}

ExprId Algebra::literal(double value) {
  const auto [place, is_new] = literals_.emplace(value, ExprId());
  if (is_new) place->second = program_.exprs.push_back({{}, Type::real(), model::Literal{value}});
  return place->second;
}

ExprId Algebra::derivative_read(SymbolId symbol, int derivative) {
  const auto [place, is_new] = reads_.emplace(StateVariable{symbol, derivative}, ExprId());
  if (is_new) {
    const model::Read read{.symbol = symbol, .derivative = derivative};
    place->second = program_.exprs.push_back({{}, program_[symbol].type, read});
  }
  return place->second;
}

std::optional<double> Algebra::value_of(ExprId expr) const {
  const auto* literal = std::get_if<model::Literal>(&program_[expr].kind);
  return literal == nullptr ? std::nullopt : std::optional(literal->value);
}

ExprId Algebra::binary(BinaryOp op, ExprId a, ExprId b) {
  const ExprId made = make({kBinary, static_cast<int>(op), {a, b}}, model::Binary{op, a, b});
  const bool is_fixed = value_of(a) && value_of(b);
  if (!is_fixed) return made;
  const auto value = model::evaluate(program_, made, {});
  return value ? literal(*value) : made;
}

ExprId Algebra::add(ExprId a, ExprId b) {
  if (is_zero(a)) return b;
  if (is_zero(b)) return a;
  return binary(BinaryOp::Add, a, b);
}

ExprId Algebra::subtract(ExprId a, ExprId b) {
  if (a == b) return literal(0);
  if (is_zero(b)) return a;
  if (is_zero(a)) return negate(b);
  return binary(BinaryOp::Sub, a, b);
}

ExprId Algebra::multiply(ExprId a, ExprId b) {
  if (is_zero(a) || is_zero(b)) return literal(0);
  if (is_one(a)) return b;
  if (is_one(b)) return a;
  if (value_of(a) == -1.0) return negate(b);
  if (value_of(b) == -1.0) return negate(a);
  return binary(BinaryOp::Mul, a, b);
}

ExprId Algebra::divide(ExprId a, ExprId b) {
  if (is_zero(a)) return literal(0);
  if (is_one(b)) return a;
  return binary(BinaryOp::Div, a, b);
}

ExprId Algebra::power(ExprId base, ExprId exponent) {
  if (is_zero(exponent)) return literal(1);
  if (is_one(exponent)) return base;
  return binary(BinaryOp::Pow, base, exponent);
}

ExprId Algebra::negate(ExprId a) {
  if (const auto value = value_of(a)) return literal(-*value);
  const auto* unary = std::get_if<model::Unary>(&program_[a].kind);
  if (unary != nullptr && unary->op == model::UnaryOp::Minus) return unary->operand;
  return make({kUnary, static_cast<int>(model::UnaryOp::Minus), {a}},
              model::Unary{model::UnaryOp::Minus, a});
}

ExprId Algebra::call(model::Intrinsic function, std::vector<ExprId> args) {
  model::IntrinsicCall made{.intrinsic = function, .args = {}};
  bool is_fixed = true;
  for (const ExprId arg : args) {
    made.args.push_back({"", arg});
    is_fixed = is_fixed && value_of(arg).has_value();
  }
  const ExprId result = make({kCall, static_cast<int>(function), std::move(args)}, std::move(made));
  const auto value = is_fixed ? model::evaluate(program_, result, {}) : std::nullopt;
  return value ? literal(*value) : result;
}

ExprId Algebra::choose(ExprId condition, ExprId yes, ExprId no) {
  if (yes == no) return yes;
  return make({kChoice, 0, {condition, yes, no}}, model::Conditional{condition, yes, no});
}

std::vector<ExprId> parts_of(const model::Expr& expr) {
  std::vector<ExprId> parts;
  match(
      expr.kind, [](const model::Literal&) {}, [](const model::BoolLiteral&) {},
      [](const model::TextLiteral&) {}, [](const model::SteadyValue&) {}, [](const model::Read&) {},
      [](const model::Path&) {}, [](const model::ErrorValue&) {},
      [&](const model::Remote& e) {
        if (e.time) parts.push_back(e.time);
      },
      [&](const model::Element& e) {
        parts.push_back(e.base);
        for (const model::Subscript& subscript : e.subscripts)
          parts.push_back(subscript.begin);
      },
      [&](const model::Unary& e) { parts.push_back(e.operand); },
      [&](const model::Binary& e) { parts.insert(parts.end(), {e.lhs, e.rhs}); },
      [&](const model::Conditional& e) { parts.insert(parts.end(), {e.condition, e.yes, e.no}); },
      [&](const model::IntrinsicCall& e) {
        for (const model::NamedArg& arg : e.args)
          parts.push_back(arg.value);
      },
      [&](const model::FunctionCall& e) { parts = e.args; },
      [&](const model::Convolution& e) { parts.push_back(e.source); },
      [&](const model::ArrayValue& e) { parts = e.elements; },
      [&](const model::Comprehension& e) { parts.push_back(e.value); });
  return parts;
}

ExprId Algebra::rebuild(ExprId original, const std::vector<ExprId>& parts) {
  const model::Expr expr = program_[original];
  // Leaves and arithmetic are made anew, so that equal ones from different places become one.
  if (const auto* e = std::get_if<model::Literal>(&expr.kind)) return literal(e->value);
  if (const auto* e = std::get_if<model::Read>(&expr.kind)) {
    return derivative_read(e->symbol, e->derivative);
  }
  if (const auto* e = std::get_if<model::Binary>(&expr.kind)) {
    if (e->op == BinaryOp::Add) return add(parts[0], parts[1]);
    if (e->op == BinaryOp::Sub) return subtract(parts[0], parts[1]);
    if (e->op == BinaryOp::Mul) return multiply(parts[0], parts[1]);
    if (e->op == BinaryOp::Div) return divide(parts[0], parts[1]);
    if (e->op == BinaryOp::Pow) return power(parts[0], parts[1]);
    return binary(e->op, parts[0], parts[1]);
  }
  if (const auto* e = std::get_if<model::Unary>(&expr.kind)) {
    if (e->op == model::UnaryOp::Minus) return negate(parts[0]);
    return make({kUnary, static_cast<int>(e->op), parts}, model::Unary{e->op, parts[0]});
  }
  if (std::holds_alternative<model::Conditional>(expr.kind)) {
    return choose(parts[0], parts[1], parts[2]);
  }
  if (const auto* e = std::get_if<model::IntrinsicCall>(&expr.kind))
    return call(e->intrinsic, parts);
  if (parts_of(expr) == parts) return original;
  model::Expr changed = expr;
  match(
      changed.kind, [](model::Literal&) {}, [](model::BoolLiteral&) {}, [](model::TextLiteral&) {},
      [](model::SteadyValue&) {}, [](model::Read&) {}, [](model::Path&) {},
      [](model::ErrorValue&) {}, [](model::Unary&) {}, [](model::Binary&) {},
      [](model::Conditional&) {}, [](model::IntrinsicCall&) {},
      [&](model::Remote& e) { e.time = parts[0]; },
      [&](model::Element& e) {
        e.base = parts[0];
        for (std::size_t i = 0; i < e.subscripts.size(); ++i)
          e.subscripts[i].begin = parts[i + 1];
      },
      [&](model::FunctionCall& e) { e.args = parts; },
      [&](model::Convolution& e) { e.source = parts[0]; },
      [&](model::ArrayValue& e) { e.elements = parts; },
      [&](model::Comprehension& e) { e.value = parts[0]; });
  return program_.exprs.push_back(std::move(changed));
}

}  // namespace snn::equations
