// Expressions: sums with blanks, products without, breaks before operators.

#include "compiler/format/formatter.h"
#include "compiler/format/traps.h"
#include "compiler/support/check.h"
#include "compiler/support/match.h"

namespace snn::format {
namespace {

using ast::BinaryOp;

/// Operations of one rank stand side by side in a chain.
enum class Rank { Power, Product, Sum, Comparison, And, Or };

Rank rank_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Pow: return Rank::Power;
    case BinaryOp::Mul:
    case BinaryOp::Div:
    case BinaryOp::Mod: return Rank::Product;
    case BinaryOp::Add:
    case BinaryOp::Sub: return Rank::Sum;
    case BinaryOp::Lt:
    case BinaryOp::Le:
    case BinaryOp::Gt:
    case BinaryOp::Ge:
    case BinaryOp::Eq:
    case BinaryOp::Ne: return Rank::Comparison;
    case BinaryOp::And: return Rank::And;
    case BinaryOp::Or: return Rank::Or;
  }
  return Rank::Power;
}

bool is_tight(Rank rank) {
  return rank == Rank::Power || rank == Rank::Product;
}

/// The operations of a chain, the one at its left end first.
std::vector<const ast::Binary*> operations_of(const ast::File& file, const ast::Binary& top) {
  std::vector<const ast::Binary*> operations;
  const Rank rank = rank_of(top.op);
  for (const ast::Binary* each = &top; each != nullptr && rank_of(each->op) == rank;
       each = std::get_if<ast::Binary>(&file[each->lhs].kind)) {
    operations.push_back(each);
  }
  return {operations.rbegin(), operations.rend()};
}

/// The name that the words of an expression end with, if they end with one.
std::string_view last_name(const ast::Expr& expr) {
  const auto* reference = std::get_if<ast::RefExpr>(&expr.kind);
  if (reference == nullptr || !reference->ref.parts.back().indices.empty()) return {};
  return reference->ref.parts.back().name.text;
}

std::string_view first_name(const ast::Expr& expr) {
  if (const auto* reference = std::get_if<ast::RefExpr>(&expr.kind)) {
    return reference->ref.parts.front().name.text;
  }
  if (const auto* call = std::get_if<ast::Call>(&expr.kind)) {
    return call->callee.parts.front().name.text;
  }
  return {};
}

const ast::Expr& last_operand(const ast::File& file, ast::ExprId id) {
  while (true) {
    const ast::Expr& expr = file[id];
    if (const auto* binary = std::get_if<ast::Binary>(&expr.kind)) {
      id = binary->rhs;
    } else if (const auto* unary = std::get_if<ast::Unary>(&expr.kind)) {
      id = unary->operand;
    } else {
      return expr;
    }
  }
}

const ast::Expr& first_operand(const ast::File& file, ast::ExprId id) {
  while (true) {
    const ast::Expr& expr = file[id];
    if (const auto* binary = std::get_if<ast::Binary>(&expr.kind)) {
      id = binary->lhs;
    } else if (const auto* prime = std::get_if<ast::PrimeExpr>(&expr.kind)) {
      id = prime->base;
    } else {
      return expr;
    }
  }
}

}  // namespace

void Formatter::definition(std::string_view sign, ast::ExprId value) {
  const ast::Expr& node = file_[value];
  const auto* binary = std::get_if<ast::Binary>(&node.kind);
  if (binary != nullptr && !is_tight(rank_of(binary->op))) {
    layout_.align();
    word(sign);
    space();
    chain(*binary);
    layout_.unindent();
  } else if (std::holds_alternative<ast::Conditional>(node.kind)) {
    word(sign);
    space();
    expr(value);
  } else {
    layout_.open();
    layout_.indent(4);
    word(sign);
    may_break(1);
    expr(value);
    layout_.unindent();
    layout_.close();
  }
}

void Formatter::expr(ast::ExprId id) {
  const ast::Expr& node = file_[id];
  std::visit([&](const auto& kind) { write(node, kind); }, node.kind);
}

bool Formatter::needs_blanks(const ast::Binary& operation) const {
  const ast::Expr& before = last_operand(file_, operation.lhs);
  // `1 per ms / s` is a quotient, `1 per ms/s` a unit.
  const auto* quantity = std::get_if<ast::Quantity>(&before.kind);
  if (quantity != nullptr && text_[quantity->unit.span.begin] != '[') return true;
  if (operation.op != BinaryOp::Div) return false;
  return is_read_as_derivative(last_name(before), first_name(first_operand(file_, operation.rhs)));
}

void Formatter::chain(const ast::Binary& top) {
  const std::vector<const ast::Binary*> operations = operations_of(file_, top);
  const Rank rank = rank_of(top.op);
  bool has_blanks = !is_tight(rank);
  for (const ast::Binary* each : operations)
    has_blanks = has_blanks || needs_blanks(*each);
  layout_.open();
  expr(operations.front()->lhs);
  for (const ast::Binary* each : operations) {
    // An exponent stays with what it raises.
    if (rank != Rank::Power) {
      may_break(has_blanks ? 1 : 0);
    } else if (has_blanks) {
      space();
    }
    word(ast::spelling(each->op));
    if (has_blanks) {
      space();
    } else if (rank != Rank::Power) {
      layout_.space_if_broken();
    }
    expr(each->rhs);
  }
  layout_.close();
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Binary& binary) {
  layout_.align();
  chain(binary);
  layout_.unindent();
}

void Formatter::write(const ast::Expr& expr, const ast::Number& /*number*/) {
  out_.number(expr.span);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Quantity& quantity) {
  out_.quantity(quantity);
}

void Formatter::write(const ast::Expr& expr, const ast::String& /*string*/) {
  out_.literal(expr.span);
}

void Formatter::write(const ast::Expr& expr, const ast::Bool& /*boolean*/) {
  out_.literal(expr.span);
}

void Formatter::write(const ast::Expr& expr, const ast::Infinity& /*infinity*/) {
  out_.literal(expr.span);
}

void Formatter::write(const ast::Expr& expr, const ast::Steady& /*steady*/) {
  out_.literal(expr.span);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::RefExpr& reference) {
  ref(reference.ref);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Call& call) {
  ref(call.callee);
  args(call.args);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::PrimeExpr& prime) {
  expr(prime.base);
  primes(prime.order);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Unary& unary) {
  word(ast::spelling(unary.op));
  // `- -x`, because `--` is another sign.
  if (unary.op == ast::UnaryOp::Not || out_.is_sign_next()) space();
  expr(unary.operand);
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Conditional& conditional) {
  layout_.open();
  layout_.align();
  const ast::Conditional* arm = &conditional;
  while (true) {
    layout_.open();
    layout_.indent(2);
    word("if");
    space();
    expr(arm->condition);
    clause("then");
    expr(arm->yes);
    layout_.unindent();
    layout_.close();
    clause("else");
    const ast::ExprId otherwise = arm->no;
    arm = std::get_if<ast::Conditional>(&file_[otherwise].kind);
    if (arm != nullptr) continue;
    expr(otherwise);
    break;
  }
  layout_.unindent();
  layout_.close();
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Array& array) {
  word("[");
  layout_.open();
  layout_.align();
  comma_list(array.elements, [&](ast::ExprId each) { expr(each); });
  layout_.unindent();
  layout_.close();
  word("]");
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::Paren& paren) {
  word("(");
  expr(paren.inner);
  word(")");
}

void Formatter::write(const ast::Expr& /*expr*/, const ast::ErrorExpr& /*error*/) {
  SNN_CHECK(false, "a file with errors cannot be formatted");
}

}  // namespace snn::format
