#include "compiler/equations/symbolic/algebra.h"

#include "compiler/model/eval.h"
#include "compiler/support/match.h"

#include <cmath>
#include <functional>
#include <utility>

namespace snn::equations {

using model::BinaryOp;
using model::Type;

namespace {

enum Form { kUnary, kBinary, kCall, kChoice, kList };

// `sum(x)`, `max(x)`: one number of an array.
bool makes_one_of_many(const model::ExprKind& kind) {
  const auto* call = std::get_if<model::IntrinsicCall>(&kind);
  if (call == nullptr || call->args.size() != 1) return false;
  const model::Intrinsic function = call->intrinsic;
  return function == model::Intrinsic::Sum || function == model::Intrinsic::Mean ||
         function == model::Intrinsic::Min || function == model::Intrinsic::Max;
}

}  // namespace

// What holds an array is one, of the same length: functions and operations work on each element.
Type Algebra::type_of(const model::ExprKind& kind, const std::vector<ExprId>& parts) const {
  const auto* binary = std::get_if<model::Binary>(&kind);
  const auto* unary = std::get_if<model::Unary>(&kind);
  const bool is_condition = (binary != nullptr && binary->op >= BinaryOp::Lt) ||
                            (unary != nullptr && unary->op == model::UnaryOp::Not);
  Type type = is_condition ? Type::boolean() : Type::real();
  if (makes_one_of_many(kind)) return type;
  for (const ExprId part : parts) {
    const Type& of_part = program_[part].type;
    if (of_part.length != 0) type.length = of_part.length;
  }
  return type;
}

ExprId Algebra::make(Making making, model::ExprKind kind) {
  const auto found = made_.find(making);
  if (found != made_.end()) return found->second;
  const ExprId made = program_.exprs.push_back({{}, type_of(kind, making.parts), std::move(kind)});
  made_.emplace(std::move(making), made);
  return made;
}

ExprId Algebra::literal(double value) {
  const auto [place, is_new] = literals_.emplace(value, ExprId());
  if (is_new) place->second = program_.exprs.push_back({{}, Type::real(), model::Literal{value}});
  return place->second;
}

SymbolId Algebra::make_local(std::string name, const Type& type) {
  model::Symbol local;
  local.kind = model::SymbolKind::Local;
  local.name = std::move(name);
  local.type = type;
  return program_.symbols.push_back(std::move(local));
}

SymbolId Algebra::element_of(SymbolId array, std::int64_t position) {
  const auto [place, is_new] = elements_.try_emplace({array, position});
  if (!is_new) return place->second;
  model::Symbol element = program_[array];
  element.name += "[" + std::to_string(position) + "]";
  element.type.length = 0;
  element.variable = model::Symbol::kNoVariable;
  element.origin = array;
  place->second = program_.symbols.push_back(std::move(element));
  return place->second;
}

ExprId Algebra::list(const Type& type, std::vector<ExprId> elements) {
  const ExprId made = make({kList, 0, elements}, model::ArrayValue{elements});
  program_.exprs[made].type = type;
  return made;
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
  return folded(made);
}

// A value that is no number stays as it was written.
ExprId Algebra::folded(ExprId made) {
  const auto value = model::evaluate(program_, made, {});
  return value && !std::isnan(*value) ? literal(*value) : made;
}

ExprId Algebra::without_minus(ExprId a) const {
  const auto* unary = std::get_if<model::Unary>(&program_[a].kind);
  const bool has_minus = unary != nullptr && unary->op == model::UnaryOp::Minus;
  return has_minus ? unary->operand : ExprId();
}

// Signs are moved outwards, which costs no bits and makes a - b and -(b - a) one expression.
ExprId Algebra::add(ExprId a, ExprId b) {
  if (is_zero(a)) return b;
  if (is_zero(b)) return a;
  if (const ExprId positive = without_minus(b)) return subtract(a, positive);
  if (const ExprId positive = without_minus(a)) return subtract(b, positive);
  if (!value_of(a) && value_of(b).value_or(0) < 0) return subtract(a, negate(b));
  return binary(BinaryOp::Add, a, b);
}

ExprId Algebra::subtract(ExprId a, ExprId b) {
  if (a == b) return literal(0);
  if (is_zero(b)) return a;
  if (is_zero(a)) return negate(b);
  if (const ExprId positive = without_minus(b)) return add(a, positive);
  if (const ExprId positive = without_minus(a)) return negate(add(positive, b));
  if (!value_of(a) && value_of(b).value_or(0) < 0) return add(a, negate(b));
  return binary(BinaryOp::Sub, a, b);
}

ExprId Algebra::multiply(ExprId a, ExprId b) {
  if (is_zero(a) || is_zero(b)) return literal(0);
  if (is_one(a)) return b;
  if (is_one(b)) return a;
  if (value_of(a) == -1.0) return negate(b);
  if (value_of(b) == -1.0) return negate(a);
  if (const ExprId positive = without_minus(a)) return negate(multiply(positive, b));
  if (const ExprId positive = without_minus(b)) return negate(multiply(a, positive));
  if (value_of(a) && value_of(b)) return binary(BinaryOp::Mul, a, b);
  if (value_of(a).value_or(0) < 0) return negate(multiply(negate(a), b));
  if (value_of(b).value_or(0) < 0) return negate(multiply(a, negate(b)));
  return binary(BinaryOp::Mul, a, b);
}

ExprId Algebra::divide(ExprId a, ExprId b) {
  if (is_zero(a)) return literal(0);
  if (is_one(b)) return a;
  if (value_of(b) == -1.0) return negate(a);
  if (const ExprId positive = without_minus(a)) return negate(divide(positive, b));
  if (const ExprId positive = without_minus(b)) return negate(divide(a, positive));
  if (!value_of(b) && value_of(a).value_or(0) < 0) return negate(divide(negate(a), b));
  return binary(BinaryOp::Div, a, b);
}

ExprId Algebra::power(ExprId base, ExprId exponent) {
  if (is_zero(exponent)) return literal(1);
  if (is_one(exponent)) return base;
  return binary(BinaryOp::Pow, base, exponent);
}

ExprId Algebra::negate(ExprId a) {
  if (const auto value = value_of(a)) return literal(-*value);
  if (const ExprId positive = without_minus(a)) return positive;
  const auto* binary = std::get_if<model::Binary>(&program_[a].kind);
  if (binary != nullptr && binary->op == BinaryOp::Sub) return subtract(binary->rhs, binary->lhs);
  return make({kUnary, static_cast<int>(model::UnaryOp::Minus), {a}},
              model::Unary{model::UnaryOp::Minus, a});
}

ExprId Algebra::negation(ExprId condition) {
  return make({kUnary, static_cast<int>(model::UnaryOp::Not), {condition}},
              model::Unary{model::UnaryOp::Not, condition});
}

ExprId Algebra::call(model::Intrinsic function, std::vector<ExprId> args) {
  model::IntrinsicCall made{.intrinsic = function, .args = {}};
  bool is_fixed = true;
  for (const ExprId arg : args) {
    made.args.push_back({"", arg});
    is_fixed = is_fixed && value_of(arg).has_value();
  }
  const ExprId result = make({kCall, static_cast<int>(function), std::move(args)}, std::move(made));
  return is_fixed ? folded(result) : result;
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
