#include "compiler/sema/expressions.h"

#include "compiler/model/eval.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/wording.h"
#include "compiler/support/match.h"
#include "compiler/units/describe.h"

#include <cmath>
#include <limits>

namespace snn::sema {
namespace {

// Functions that call functions nest as deep as their bodies do together.
constexpr int kDeepest = 1200;

ExprId check_unary(Context& ctx, const Env& env, SourceSpan span, const ast::Unary& unary) {
  if (unary.op == ast::UnaryOp::Not) {
    const ExprId operand = check_condition(ctx, env, unary.operand);
    if (ctx.type_of(operand).is_error()) return ctx.error(span);
    return ctx.add(span, Type::boolean(), model::Unary{model::UnaryOp::Not, operand});
  }
  const ExprId operand = check_number(ctx, env, unary.operand);
  const Type type = ctx.type_of(operand);
  if (type.is_error()) return ctx.error(span);
  if (unary.op == ast::UnaryOp::Plus) return operand;
  if (const auto* literal = std::get_if<model::Literal>(&ctx.program.exprs[operand].kind)) {
    return ctx.add(span, type, model::Literal{-literal->value});
  }
  return ctx.add(span, type, model::Unary{model::UnaryOp::Minus, operand});
}

ExprId check_conditional(Context& ctx, const Env& env, SourceSpan span,
                         const ast::Conditional& conditional) {
  const ExprId condition = check_condition(ctx, env, conditional.condition);
  if (ctx.type_of(condition).is_error()) return ctx.error(span);
  const ExprId yes = check_expr(ctx, env, conditional.yes);
  const Type yes_type = ctx.type_of(yes);
  if (yes_type.is_error()) return ctx.error(span);
  const ExprId no = check_expr(ctx, env, conditional.no);
  const Type no_type = ctx.type_of(no);
  if (no_type.is_error()) return ctx.error(span);
  if (yes_type.kind != no_type.kind || (yes_type.is_real() && !fits(ctx, no_type, yes_type))) {
    ctx.diags
        ->emit(kCannotAdd, ctx.program.exprs[no].span,
               fmt::format("choose between {} and {}", with_article(ctx, yes_type),
                           with_article(ctx, no_type)))
        .at(quantity_and_unit(ctx, no_type))
        .label(ctx.program.exprs[yes].span, quantity_and_unit(ctx, yes_type));
    return ctx.error(span);
  }
  return ctx.add(span, joined(yes_type, no_type), model::Conditional{condition, yes, no});
}

ExprId check_array(Context& ctx, const Env& env, SourceSpan span, const ast::Array& array) {
  model::ArrayValue value;
  Type type = Type::real();
  SourceSpan first;
  for (const ast::ExprId element : array.elements) {
    const ExprId checked = check_expr(ctx, env, element);
    const Type found = ctx.type_of(checked);
    if (found.is_error()) return ctx.error(span);
    if (value.elements.empty()) {
      type = found;
      first = ctx.program.exprs[checked].span;
    } else if (!require_fit(ctx, checked, "an element of this array", type, first)) {
      return ctx.error(span);
    } else if (type.is_real()) {
      type = joined(type, found);
    }
    // Scripts list populations and series; in a model an array is a row of numbers.
    if (env.component.is_valid() && !require_length(ctx, checked, 0)) return ctx.error(span);
    value.elements.push_back(checked);
  }
  type.length = static_cast<std::int64_t>(array.elements.size());
  return ctx.add(span, type, std::move(value));
}

// `x'` is a value where a start was declared for it, which an equation of higher order needs.
ExprId check_prime(Context& ctx, const Env& env, SourceSpan span, const ast::PrimeExpr& prime) {
  const auto* base = std::get_if<ast::RefExpr>(&(*env.file)[prime.base].kind);
  const bool is_name =
      base != nullptr && base->ref.parts.size() == 1 && base->ref.parts.front().indices.empty();
  const SymbolId symbol =
      is_name ? find(ctx, env.scope, base->ref.parts.front().name.text) : SymbolId{};
  const model::Variable* state = symbol.is_valid() ? ctx.program.find_variable(symbol) : nullptr;
  if (state == nullptr || static_cast<int>(state->derivative_starts.size()) < prime.order) {
    ctx.diags->emit(kOutOfPlace, span, excerpt(ctx, span), "as a value")
        .at("a derivative stands on the left of an equation")
        .help("give its right-hand side a name with `let` and use that name here");
    return ctx.error(span);
  }
  Type type = type_of(ctx, symbol, span);
  for (int i = 0; i < prime.order; ++i)
    type.dim = type.dim.times(per_time());
  type.unit = {};
  return ctx.add(span, type, model::Read{symbol, prime.order});
}

ExprId check_kind(Context& ctx, const Env& env, const ast::Expr& expr) {
  const SourceSpan span = expr.span;
  return match(
      expr.kind,
      [&](const ast::Number& e) {
        Type type = Type::real();
        type.fits_any_dimension = e.value == 0;
        return ctx.add(span, type, model::Literal{e.value});
      },
      [&](const ast::Quantity& e) { return check_quantity(ctx, env, span, e); },
      [&](const ast::String& e) {
        return ctx.add(span, Type::text(), model::TextLiteral{e.value});
      },
      [&](const ast::Bool& e) {
        return ctx.add(span, Type::boolean(), model::BoolLiteral{e.value});
      },
      [&](const ast::Infinity&) {
        Type type = Type::real();
        type.fits_any_dimension = true;
        return ctx.add(span, type, model::Literal{std::numeric_limits<double>::infinity()});
      },
      [&](const ast::Steady&) {
        ctx.diags->emit(kSteadyMisplaced, span, "it is not a value of its own");
        return ctx.error(span);
      },
      [&](const ast::RefExpr& e) { return check_ref(ctx, env, e.ref); },
      [&](const ast::Call& e) { return check_call(ctx, env, span, e); },
      [&](const ast::PrimeExpr& e) { return check_prime(ctx, env, span, e); },
      [&](const ast::Unary& e) { return check_unary(ctx, env, span, e); },
      [&](const ast::Binary& e) { return check_binary(ctx, env, span, e); },
      [&](const ast::Conditional& e) { return check_conditional(ctx, env, span, e); },
      [&](const ast::Array& e) { return check_array(ctx, env, span, e); },
      [&](const ast::Paren& e) { return check_expr(ctx, env, e.inner); },
      [&](const ast::ErrorExpr&) { return ctx.error(span); });
}

// What a number literal lacks when a dimension is wanted: "mV".
std::string missing_unit(const Context& ctx, const Type& wanted) {
  const std::string unit = unit_of(ctx, wanted);
  return unit.find_first_of("*(") == std::string::npos ? unit : fmt::format("[{}]", unit);
}

std::string array_text(std::int64_t length) {
  return length > 0 ? fmt::format("an array of {}", length) : "an array";
}

// "`tau`" for a name; "a delay" as it stands.
std::string subject(std::string_view what) {
  const bool is_phrase = what.starts_with("a ") || what.starts_with("an ") ||
                         what.starts_with("the ") || what.starts_with("this ");
  return is_phrase ? std::string(what) : fmt::format("`{}`", what);
}

}  // namespace

void report_missing_unit(Context& ctx, ExprId number, std::string_view what, const Type& wanted,
                         SourceSpan wanted_at) {
  const SourceSpan span = ctx.program.exprs[number].span;
  auto report = ctx.diags->emit(kNeedsUnit, span, subject(what), with_article(ctx, wanted),
                                excerpt(ctx, span));
  if (!ctx.dims.resolve(wanted.dim).is_concrete()) {
    report.help("a parameter holds such a value: `param w_max: target`");
    return;
  }
  const std::string suggestion =
      fmt::format("{} {}", excerpt(ctx, span), missing_unit(ctx, wanted));
  report.at(fmt::format("did you mean `{}`?", suggestion));
  if (wanted_at.is_valid()) report.label(wanted_at, quantity_and_unit(ctx, wanted));
  report.fix(fmt::format("write `{}`", suggestion), span, suggestion);
}

Type time_type(std::string_view unit) {
  return Type::real(model::DimTerm(units::Dimension::of(units::Base::Time)), unit);
}

model::DimTerm per_time() {
  return model::DimTerm(units::Dimension::of(units::Base::Time, -2));
}

ExprId check_expr(Context& ctx, const Env& env, ast::ExprId expr) {
  if (!expr.is_valid()) return ctx.error({env.file->source, 0, 0});
  const ast::Expr& node = (*env.file)[expr];
  if (ctx.depth >= kDeepest) {
    if (!ctx.diags->has_errors()) {
      ctx.diags->emit(kScript, node.span,
                      "this expression and the functions it calls nest too deeply");
    }
    return ctx.error(node.span);
  }
  ++ctx.depth;
  const ExprId checked = check_kind(ctx, env, node);
  --ctx.depth;
  return checked;
}

bool require_number(Context& ctx, ExprId value) {
  const model::Expr& expr = ctx.program.exprs[value];
  if (expr.type.is_real() || expr.type.is_error()) return true;
  const auto* path = std::get_if<model::Path>(&expr.kind);
  ctx.diags->emit(kWrongType, expr.span, "a number", excerpt(ctx, expr.span),
                  path != nullptr ? noun(ctx.program[path->steps.back().symbol].kind)
                                  : with_article(ctx, expr.type));
  return false;
}

bool require_value(Context& ctx, ExprId value) {
  return ctx.type_of(value).kind == model::Kind::Bool || require_number(ctx, value);
}

ExprId check_number(Context& ctx, const Env& env, ast::ExprId expr) {
  const ExprId checked = check_expr(ctx, env, expr);
  return require_number(ctx, checked) ? checked : ctx.error(ctx.program.exprs[checked].span);
}

ExprId check_condition(Context& ctx, const Env& env, ast::ExprId expr) {
  const ExprId checked = check_expr(ctx, env, expr);
  const Type& type = ctx.type_of(checked);
  if (type.is_error()) return checked;
  const SourceSpan span = ctx.program.exprs[checked].span;
  if (type.kind != model::Kind::Bool) {
    auto report = ctx.diags->emit(kWrongType, span, "a condition", excerpt(ctx, span),
                                  with_article(ctx, type));
    if (std::holds_alternative<model::Read>(ctx.program.exprs[checked].kind) && type.is_real()) {
      report.help(fmt::format("compare it with something, as in `{} > 0`", excerpt(ctx, span)));
    }
    return ctx.error(span);
  }
  if (type.length == 0) return checked;
  ctx.diags
      ->emit(kWrongType, span, "one condition", excerpt(ctx, span),
             fmt::format("one for each element of {}", array_text(type.length)))
      .help("compare one element, or the `min` or `max` of the array");
  return ctx.error(span);
}

ExprId check_number_for(Context& ctx, const Env& env, ast::ExprId expr, std::string_view what,
                        const Type& wanted, SourceSpan declared) {
  const ExprId checked = check_number(ctx, env, expr);
  // Outside of models, arrays give one value to each cell.
  const bool is_single = env.component.is_valid() && wanted.is_scalar();
  const bool is_fit = require_fit(ctx, checked, what, wanted, declared) &&
                      (!is_single || require_length(ctx, checked, 0));
  return is_fit ? checked : ctx.error(ctx.program.exprs[checked].span);
}

bool require_length(Context& ctx, ExprId value, std::int64_t length, SourceSpan declared) {
  const Type& type = ctx.type_of(value);
  if (type.is_error() || type.length == 0 || type.length == length) return true;
  const SourceSpan span = ctx.program.exprs[value].span;
  if (length == 0) {
    ctx.diags->emit(kWrongType, span, "one value", excerpt(ctx, span), array_text(type.length))
        .help("pick an element, as in `x[0]`, or take its `sum`, `mean`, `min` or `max`");
    return false;
  }
  if (length < 0 || type.length < 0) return true;
  auto report =
      ctx.diags->emit(kLengthMismatch, span, fmt::to_string(length), fmt::to_string(type.length));
  report.at(fmt::format("{} elements", type.length));
  if (declared.is_valid()) report.label(declared, fmt::format("{} elements", length));
  return false;
}

ExprId check_time(Context& ctx, const Env& env, ast::ExprId expr, std::string_view what) {
  return check_number_for(ctx, env, expr, what, time_type());
}

ExprId check_plain(Context& ctx, const Env& env, ast::ExprId expr, std::string_view what) {
  return check_number_for(ctx, env, expr, what, Type::real());
}

bool fits(Context& ctx, const Type& value, const Type& wanted) {
  if (value.is_error() || wanted.is_error()) return true;
  if (value.kind != wanted.kind) return false;
  if (!value.is_real()) return true;
  if (value.fits_any_dimension || wanted.fits_any_dimension) return true;
  return ctx.dims.unify(value.dim, wanted.dim);
}

bool require_fit(Context& ctx, ExprId value, std::string_view what, const Type& wanted,
                 SourceSpan declared) {
  const Type& type = ctx.type_of(value);
  if (fits(ctx, type, wanted)) return true;
  const SourceSpan span = ctx.program.exprs[value].span;
  if (!type.is_real() || !wanted.is_real()) {
    ctx.diags->emit(kWrongType, span, with_article(ctx, wanted), excerpt(ctx, span),
                    with_article(ctx, type));
    return false;
  }
  const bool is_bare =
      type.dim.is_plain() && std::holds_alternative<model::Literal>(ctx.program.exprs[value].kind);
  if (is_bare) {
    report_missing_unit(ctx, value, what, wanted, declared);
    return false;
  }
  if (report_unit_left_out(ctx, value, wanted)) return false;
  auto report = ctx.diags->emit(kValueMismatch, span, subject(what), with_article(ctx, wanted),
                                excerpt(ctx, span), with_article(ctx, type));
  report.at(quantity_and_unit(ctx, type));
  if (declared.is_valid()) report.label(declared, quantity_and_unit(ctx, wanted));
  return false;
}

Type joined(const Type& a, const Type& b) {
  Type type = a.fits_any_dimension && !b.fits_any_dimension ? b : a;
  if (type.unit.empty()) type.unit = a.unit.empty() ? b.unit : a.unit;
  type.fits_any_dimension = a.fits_any_dimension && b.fits_any_dimension;
  type.has_train = a.has_train || b.has_train;
  type.has_noise = a.has_noise || b.has_noise;
  if (type.length == 0) type.length = a.length != 0 ? a.length : b.length;
  type.rank = std::max(a.rank, b.rank);
  return type;
}

bool require_no_train(Context& ctx, ExprId value, std::string_view where) {
  const Type& type = ctx.type_of(value);
  if (!type.has_train && !type.has_noise) return true;
  const SourceSpan span = ctx.program.exprs[value].span;
  ctx.diags
      ->emit(kNotLinear, span, type.has_train ? "the spike train" : "the noise", excerpt(ctx, span))
      .at(std::string(where))
      .help(type.has_train
                ? "let the train drive a state (`dx/dt = -x/tau + s`) and use that state here"
                : "let the noise drive a state and use that state here");
  return false;
}

std::optional<double> constant_value(const Context& ctx, ExprId expr) {
  return model::evaluate(ctx.program, expr, {});
}

}  // namespace snn::sema
