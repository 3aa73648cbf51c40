#include "compiler/typeset/formulas.h"

#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

namespace snn::typeset {
namespace {

using ast::BinaryOp;

Level level_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add:
    case BinaryOp::Sub: return Level::Sum;
    case BinaryOp::Mul:
    case BinaryOp::Div:
    case BinaryOp::Mod: return Level::Product;
    case BinaryOp::Pow: return Level::Power;
    case BinaryOp::Lt:
    case BinaryOp::Le:
    case BinaryOp::Gt:
    case BinaryOp::Ge:
    case BinaryOp::Eq:
    case BinaryOp::Ne: return Level::Comparison;
    case BinaryOp::And: return Level::And;
    case BinaryOp::Or: return Level::Or;
  }
  return Level::Atom;
}

Level next(Level level) {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

}  // namespace

Formula Formulas::formula(ast::ExprId id) const {
  // Down the left side of operations in a loop, then up again: chains may be long.
  std::vector<const ast::Binary*> operations;
  ast::ExprId left = ast::without_parens(file_, id);
  while (const auto* binary = std::get_if<ast::Binary>(&file_[left].kind)) {
    operations.push_back(binary);
    left = ast::without_parens(file_, binary->lhs);
  }
  Formula result = atom(file_[left]);
  for (const ast::Binary* each : std::views::reverse(operations)) {
    result = combined(each->op, std::move(result), formula(each->rhs));
  }
  return result;
}

Formula Formulas::atom(const ast::Expr& expr) const {
  return match(
      expr.kind, [&](const ast::Number&) { return notation_.number(sources_.text(expr.span)); },
      [&](const ast::Quantity& quantity) {
        // A sign before a temperature belongs to the literal.
        std::string_view digits = sources_.text(quantity.number);
        const bool is_negative = quantity.value < 0;
        digits.remove_prefix(std::min(digits.find_first_of("0123456789"), digits.size()));
        Formula result = notation_.quantity(digits, quantity.unit.text);
        if (is_negative) result.text.insert(0, notation_.minus());
        result.begins_with_sign = is_negative;
        return result;
      },
      [&](const ast::String& string) { return Formula{.text = notation_.string(string.value)}; },
      [&](const ast::Bool& boolean) {
        return Formula{.text = notation_.words(boolean.value ? "true" : "false")};
      },
      [&](const ast::Infinity&) { return Formula{.text = notation_.infinity()}; },
      [&](const ast::Steady&) { return Formula{.text = notation_.words("steady")}; },
      [&](const ast::RefExpr& each) { return reference(each.ref); },
      [&](const ast::Call& each) { return call(each); },
      [&](const ast::PrimeExpr& prime) {
        const std::string base = at_least(notation_, formula(prime.base), Level::Atom);
        return Formula{.text = notation_.prime(base, prime.order)};
      },
      [&](const ast::Unary& each) { return unary(each); },
      [&](const ast::Binary& each) {
        return combined(each.op, formula(each.lhs), formula(each.rhs));
      },
      [&](const ast::Conditional& conditional) {
        const Choice found = choice(conditional);
        return notation_.choice(found.cases, found.otherwise);
      },
      [&](const ast::Array& array) {
        std::vector<std::string> elements;
        for (const ast::ExprId each : array.elements)
          elements.push_back(this->expr(each));
        return Formula{.text = fmt::format("[{}]", fmt::join(elements, ", "))};
      },
      [&](const ast::Paren& paren) { return formula(paren.inner); },
      [&](const ast::ErrorExpr&) { return Formula{.text = notation_.words("…")}; });
}

Formula Formulas::reference(const ast::Ref& ref) const {
  std::vector<ReferencePart> parts;
  for (const ast::RefPart& part : ref.parts) {
    ReferencePart result{part.name.text, {}};
    for (const ast::Index& index : part.indices) {
      result.indices.push_back(index.range ? range(*index.range) : expr(index.at));
    }
    parts.push_back(std::move(result));
  }
  return notation_.reference(parts);
}

std::string Formulas::range(const ast::Range& range) const {
  std::string result = expr(range.begin);
  result += notation_.range();
  result += expr(range.end);
  if (range.step) result += notation_.words(" step ") + expr(range.step);
  return result;
}

std::string Formulas::arg(const ast::Arg& arg) const {
  std::string result;
  if (arg.name) {
    result += name(arg.name->text);
    result += arg.range ? notation_.element() : notation_.infix(BinaryOp::Eq);
  }
  if (arg.range) result += range(*arg.range) + ": ";
  return result + expr(arg.value);
}

std::string Formulas::args(const ast::Args& args) const {
  std::vector<std::string> all;
  for (const ast::Arg& each : args.list)
    all.push_back(arg(each));
  return fmt::format("{}", fmt::join(all, ", "));
}

Formula Formulas::call(const ast::Call& call) const {
  std::vector<Formula> args;
  for (const ast::Arg& each : call.args.list)
    args.push_back({.text = arg(each)});
  const bool is_simple = call.callee.parts.size() == 1 && call.callee.parts[0].indices.empty();
  const std::string_view name = is_simple ? call.callee.parts[0].name.text : std::string_view();
  return notation_.call(reference(call.callee), name, args);
}

Formula Formulas::unary(const ast::Unary& unary) const {
  if (unary.op == ast::UnaryOp::Not) {
    return {
        .text = notation_.words("not ") + at_least(notation_, formula(unary.operand), Level::Not),
        .level = Level::Not};
  }
  Formula operand = formula(unary.operand);
  const std::string sign(unary.op == ast::UnaryOp::Minus ? notation_.minus() : "+");
  // `−5 mV` holds together as `5 mV` does.
  if (operand.is_numeric && !operand.begins_with_sign) {
    operand.text.insert(0, sign);
    operand.level = std::min(operand.level, Level::Sign);
    operand.begins_with_sign = true;
    return operand;
  }
  Formula result{.level = Level::Sign, .begins_with_sign = true, .magnitude = operand.text};
  result.text = sign + right_of(notation_, std::move(operand), Level::Sign);
  return result;
}

Formula Formulas::combined(BinaryOp op, Formula lhs, Formula rhs) const {
  switch (op) {
    case BinaryOp::Mul: return notation_.product(std::move(lhs), std::move(rhs));
    case BinaryOp::Div: return notation_.quotient(std::move(lhs), std::move(rhs));
    case BinaryOp::Mod: return notation_.remainder(std::move(lhs), std::move(rhs));
    case BinaryOp::Pow: return notation_.power(std::move(lhs), std::move(rhs));
    case BinaryOp::Add:
    case BinaryOp::Sub:
    case BinaryOp::Lt:
    case BinaryOp::Le:
    case BinaryOp::Gt:
    case BinaryOp::Ge:
    case BinaryOp::Eq:
    case BinaryOp::Ne:
    case BinaryOp::And:
    case BinaryOp::Or: return infix(op, level_of(op), std::move(lhs), std::move(rhs));
  }
  return lhs;
}

Formula Formulas::infix(BinaryOp op, Level level, Formula lhs, Formula rhs) const {
  Formula result{.level = level, .begins_with_sign = lhs.begins_with_sign && lhs.level >= level};
  result.text = at_least(notation_, std::move(lhs), level);
  result.text += notation_.infix(op);
  result.text += level == Level::Sum ? right_of(notation_, std::move(rhs), next(level))
                                     : at_least(notation_, std::move(rhs), next(level));
  return result;
}

Formulas::Choice Formulas::choice(const ast::Conditional& conditional) const {
  Choice result;
  const ast::Conditional* arm = &conditional;
  while (true) {
    result.cases.push_back({expr(arm->yes), expr(arm->condition)});
    const ast::ExprId otherwise = ast::without_parens(file_, arm->no);
    arm = std::get_if<ast::Conditional>(&file_[otherwise].kind);
    if (arm != nullptr) continue;
    result.otherwise = expr(otherwise);
    return result;
  }
}

std::string Formulas::right_side(ast::ExprId id) const {
  const auto* conditional =
      std::get_if<ast::Conditional>(&file_[ast::without_parens(file_, id)].kind);
  if (conditional == nullptr) return expr(id);
  const Choice found = choice(*conditional);
  return notation_.displayed_choice(found.cases, found.otherwise);
}

std::string Formulas::bounds(const ast::Bounds& bounds) const {
  return fmt::format("{}{}, {}{}", bounds.is_low_open ? "(" : "[", expr(bounds.low),
                     expr(bounds.high), bounds.is_high_open ? ")" : "]");
}

std::string Formulas::left_side(const ast::Equation& equation) const {
  std::string result;
  for (const ast::ExprId each : equation.coefficients) {
    result += expr(each);
    result += notation_.times();
  }
  const std::string variable = ref(equation.variable);
  return result +
         (equation.is_primed
              ? notation_.prime(at_least(notation_, reference(equation.variable), Level::Atom),
                                equation.order)
              : notation_.derivative(variable, equation.order));
}

}  // namespace snn::typeset
