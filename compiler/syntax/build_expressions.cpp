// Expressions: numbers with their units, references, operators.

#include "compiler/syntax/diagnostics.h"
#include "compiler/syntax/tree_builder.h"

#include <charconv>
#include <limits>

namespace snn::syntax {
namespace {

using P = generated::SnnParser;

std::optional<ast::BinaryOp> binary_op(std::uint32_t type) {
  switch (type) {
    case P::PLUS: return ast::BinaryOp::Add;
    case P::MINUS: return ast::BinaryOp::Sub;
    case P::STAR: return ast::BinaryOp::Mul;
    case P::SLASH: return ast::BinaryOp::Div;
    case P::PERCENT: return ast::BinaryOp::Mod;
    case P::CARET: return ast::BinaryOp::Pow;
    case P::LESS: return ast::BinaryOp::Lt;
    case P::LESS_EQ: return ast::BinaryOp::Le;
    case P::GREATER: return ast::BinaryOp::Gt;
    case P::GREATER_EQ: return ast::BinaryOp::Ge;
    case P::EQUAL: return ast::BinaryOp::Eq;
    case P::UNEQUAL: return ast::BinaryOp::Ne;
    case P::AND: return ast::BinaryOp::And;
    case P::OR: return ast::BinaryOp::Or;
    default: return std::nullopt;
  }
}

/// The sign or word that `child` is; none when it is a rule of its own.
const Lexeme* terminal(antlr4::tree::ParseTree* child) {
  auto* node = dynamic_cast<antlr4::tree::TerminalNode*>(child);
  return node == nullptr ? nullptr : &lexeme_of(node->getSymbol());
}

}  // namespace

ast::ExprId TreeBuilder::add(ast::SourceSpan span, ast::ExprKind kind) {
  return file_.exprs.push_back({span, std::move(kind)});
}

ast::ExprId TreeBuilder::missing_expr(const Context* parent) {
  const std::uint32_t place = span_of(parent).end;
  return add({file_.source, place, place}, ast::ErrorExpr{});
}

ast::ExprId TreeBuilder::expr(P::ExprContext* context, const Context* parent) {
  if (context == nullptr) return missing_expr(parent);
  if (P::PrimaryContext* atom = context->primary()) return primary(atom);
  return operation(context);
}

ast::ExprId TreeBuilder::optional_expr(P::ExprContext* context,
                                       antlr4::tree::TerminalNode* introducer,
                                       const Context* parent) {
  return introducer == nullptr ? ast::ExprId() : expr(context, parent);
}

std::vector<ast::ExprId> TreeBuilder::exprs(const std::vector<P::ExprContext*>& contexts,
                                            const Context* parent) {
  std::vector<ast::ExprId> result;
  for (P::ExprContext* context : contexts)
    result.push_back(expr(context, parent));
  return result;
}

ast::ExprId TreeBuilder::operation(P::ExprContext* context) {
  const auto& children = context->children;
  if (children.size() >= 2) {
    if (const Lexeme* first = terminal(children[0])) {
      if (first->type == P::IF) return conditional(context);
      return prefixed(context, *first, context->expr(0));
    }
    if (const Lexeme* op = terminal(children[1])) return infix(context, *op);
  }
  return missing_expr(context);
}

ast::ExprId TreeBuilder::prefixed(P::ExprContext* context, const Lexeme& op,
                                  P::ExprContext* operand) {
  const ast::SourceSpan span = span_of(context);
  const ast::ExprId value = expr(operand, context);
  if (op.type == P::NOT) return add(span, ast::Unary{ast::UnaryOp::Not, value});
  // A sign directly before a temperature belongs to it: -5 degC is 268.15 K, not minus 278.15 K.
  const auto* literal = std::get_if<ast::Quantity>(&file_[value].kind);
  if (literal != nullptr && literal->unit.text == "degC") {
    ast::Quantity folded = *literal;
    if (op.type == P::MINUS) folded.value = -folded.value;
    folded.number.begin = span.begin;
    return add(span, folded);
  }
  const auto sign = op.type == P::MINUS ? ast::UnaryOp::Minus : ast::UnaryOp::Plus;
  return add(span, ast::Unary{sign, value});
}

ast::ExprId TreeBuilder::infix(P::ExprContext* context, const Lexeme& op) {
  const std::optional<ast::BinaryOp> kind = binary_op(op.type);
  if (!kind) return missing_expr(context);
  const std::vector<P::ExprContext*> operands = context->expr();
  const ast::ExprId lhs = expr(operands.empty() ? nullptr : operands[0], context);
  const ast::ExprId rhs = expr(operands.size() < 2 ? nullptr : operands[1], context);
  return add(span_of(context), ast::Binary{*kind, span_of(op), lhs, rhs});
}

ast::ExprId TreeBuilder::conditional(P::ExprContext* context) {
  const ast::ExprId condition = expr(context->expr(0), context);
  const ast::ExprId yes = expr(context->expr(1), context);
  const ast::ExprId no = expr(context->expr(2), context);
  return add(span_of(context), ast::Conditional{condition, yes, no});
}

ast::ExprId TreeBuilder::primary(P::PrimaryContext* context) {
  const ast::SourceSpan span = span_of(context);
  if (context->ref() != nullptr) return reference(context);
  if (context->children.empty()) return missing_expr(context);
  const Lexeme* first = terminal(context->children[0]);
  if (first == nullptr) return missing_expr(context);
  switch (first->type) {
    case P::NUMBER: return number(*first);
    case P::QUANTITY: return quantity(*first);
    case P::STRING: return add(span, ast::String{string(context->STRING())});
    case P::TRUE: return add(span, ast::Bool{true});
    case P::FALSE: return add(span, ast::Bool{false});
    case P::INF: return add(span, ast::Infinity{});
    case P::STEADY: return add(span, ast::Steady{});
    case P::LBRACKET: return add(span, ast::Array{exprs(context->expr(), context)});
    case P::LPAREN: return add(span, ast::Paren{expr(context->expr(0), context)});
    default: return missing_expr(context);
  }
}

ast::ExprId TreeBuilder::reference(P::PrimaryContext* context) {
  ast::Ref target = ref(context->ref(), context);
  if (target.parts[0].name.text.empty()) return add(span_of(context), ast::ErrorExpr{});
  const auto n_primes = static_cast<int>(context->PRIME().size());
  P::ArgsContext* arguments = context->args();
  ast::SourceSpan span = target.span;
  if (arguments != nullptr) span.end = span_of(arguments).end;
  const ast::ExprId value = arguments != nullptr
                                ? add(span, ast::Call{std::move(target), args(arguments)})
                                : add(span, ast::RefExpr{std::move(target)});
  if (n_primes == 0) return value;
  return add(span_of(context), ast::PrimeExpr{value, n_primes});
}

ast::ExprId TreeBuilder::number(const Lexeme& lexeme) {
  const ast::SourceSpan span = span_of(lexeme);
  if (lexeme.is_invented) return add(span, ast::ErrorExpr{});
  return add(span, ast::Number{value_of(span)});
}

ast::ExprId TreeBuilder::quantity(const Lexeme& lexeme) {
  const ast::SourceSpan span = span_of(lexeme);
  const std::string_view text = text_of(span);
  // The digits end where the unit, the word `per` or a blank begins; an exponent is part of them.
  // A `*` stands between the two only after a slip.
  double ignored = 0;
  const char* digits_end = std::from_chars(text.data(), text.data() + text.size(), ignored).ptr;
  ast::SourceSpan digits = span;
  digits.end = span.begin + static_cast<std::uint32_t>(digits_end - text.data());
  ast::SourceSpan unit = span;
  unit.begin = span.begin +
               static_cast<std::uint32_t>(text.find_first_not_of(" \t*", digits.end - span.begin));
  std::string_view unit_text = text_of(unit);
  if (unit_text.starts_with('[')) unit_text = unit_text.substr(1, unit_text.size() - 2);
  return add(span, ast::Quantity{value_of(digits), digits, {unit, unit_text}});
}

double TreeBuilder::value_of(ast::SourceSpan digits) {
  const std::string_view text = text_of(digits);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    diags_.emit(kNumberTooLarge, digits).note("such numbers lie between about 1e-308 and 1e308");
  }
  return value;
}

}  // namespace snn::syntax
