// Binary operators: what they ask of both sides, and what comes out.

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace snn::sema {
namespace {

model::BinaryOp model_op(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Add: return model::BinaryOp::Add;
    case ast::BinaryOp::Sub: return model::BinaryOp::Sub;
    case ast::BinaryOp::Mul: return model::BinaryOp::Mul;
    case ast::BinaryOp::Div: return model::BinaryOp::Div;
    case ast::BinaryOp::Mod: return model::BinaryOp::Mod;
    case ast::BinaryOp::Pow: return model::BinaryOp::Pow;
    case ast::BinaryOp::Lt: return model::BinaryOp::Lt;
    case ast::BinaryOp::Le: return model::BinaryOp::Le;
    case ast::BinaryOp::Gt: return model::BinaryOp::Gt;
    case ast::BinaryOp::Ge: return model::BinaryOp::Ge;
    case ast::BinaryOp::Eq: return model::BinaryOp::Eq;
    case ast::BinaryOp::Ne: return model::BinaryOp::Ne;
    case ast::BinaryOp::And: return model::BinaryOp::And;
    case ast::BinaryOp::Or: return model::BinaryOp::Or;
  }
  return model::BinaryOp::Add;
}

// "add a voltage (mV) and a time (ms)"
std::string phrase(ast::BinaryOp op, const std::string& lhs, const std::string& rhs) {
  if (op == ast::BinaryOp::Add) return fmt::format("add {} and {}", lhs, rhs);
  if (op == ast::BinaryOp::Sub) return fmt::format("subtract {} from {}", rhs, lhs);
  if (op == ast::BinaryOp::Mod) return fmt::format("divide {} by {} for a remainder", lhs, rhs);
  return fmt::format("compare {} with {}", lhs, rhs);
}

// A bare number beside a quantity most often lacks its unit.
void suggest_unit(Context& ctx, diag::DiagBuilder& report, ExprId value, const Type& other) {
  const model::Expr& expr = ctx.program.exprs[value];
  if (!std::holds_alternative<model::Literal>(expr.kind) || !expr.type.dim.is_plain()) return;
  const std::string unit = unit_of(ctx, other);
  const bool needs_brackets = unit.find_first_of("*(") != std::string::npos;
  const std::string number = excerpt(ctx, expr.span);
  const std::string text =
      needs_brackets ? fmt::format("{} [{}]", number, unit) : fmt::format("{} {}", number, unit);
  report.fix(fmt::format("write `{}`", text), expr.span, text);
}

const ast::Quantity* quantity_of(const Env& env, ast::ExprId expr) {
  const auto& node = (*env.file)[ast::without_parens(*env.file, expr)];
  return std::get_if<ast::Quantity>(&node.kind);
}

bool is_affine_literal(const Context& ctx, const Env& env, ast::ExprId expr) {
  const ast::Quantity* quantity = quantity_of(env, expr);
  if (quantity == nullptr) return false;
  const auto unit = ctx.units.find(quantity->unit.text);
  return unit && unit->origin.has_value();
}

// `T - 6.3 degC`: a literal in degC is a temperature, never a difference; one in K may be both.
bool report_temperatures(Context& ctx, const Env& env, SourceSpan span, const ast::Binary& binary) {
  const bool has_difference =
      (quantity_of(env, binary.lhs) != nullptr && !is_affine_literal(ctx, env, binary.lhs)) ||
      (quantity_of(env, binary.rhs) != nullptr && !is_affine_literal(ctx, env, binary.rhs));
  if (has_difference) return false;
  for (const ast::ExprId side : {binary.rhs, binary.lhs}) {
    if (!is_affine_literal(ctx, env, side)) continue;
    const auto& node = (*env.file)[ast::without_parens(*env.file, side)];
    const auto& quantity = std::get<ast::Quantity>(node.kind);
    const std::string difference = fmt::format("{} K", ctx.text(quantity.number));
    auto report = ctx.diags->emit(kTemperatures, span, excerpt(ctx, span));
    report.label(node.span, "counts from the freezing point of water")
        .fix(fmt::format("write `{}` for a difference", difference), node.span, difference);
    if (binary.op == ast::BinaryOp::Add) return true;
    const auto unit = ctx.units.find(quantity.unit.text);
    const double kelvin = units::to_internal(quantity.value, *unit);
    const std::string absolute = fmt::format("{:.10g} K", kelvin);
    report.fix(fmt::format("write `{}` for the temperature {}", absolute, ctx.text(node.span)),
               node.span, absolute);
    return true;
  }
  return false;
}

ExprId check_logic(Context& ctx, const Env& env, SourceSpan span, const ast::Binary& binary) {
  const ExprId lhs = check_condition(ctx, env, binary.lhs);
  if (ctx.type_of(lhs).is_error()) return ctx.error(span);
  const ExprId rhs = check_condition(ctx, env, binary.rhs);
  if (ctx.type_of(rhs).is_error()) return ctx.error(span);
  return ctx.add(span, Type::boolean(), model::Binary{model_op(binary.op), lhs, rhs});
}

bool is_comparison(ast::BinaryOp op) {
  return op == ast::BinaryOp::Lt || op == ast::BinaryOp::Le || op == ast::BinaryOp::Gt ||
         op == ast::BinaryOp::Ge || op == ast::BinaryOp::Eq || op == ast::BinaryOp::Ne;
}

bool require_equal_lengths(Context& ctx, SourceSpan at, ExprId lhs, ExprId rhs) {
  const std::int64_t left = ctx.type_of(lhs).length;
  const std::int64_t right = ctx.type_of(rhs).length;
  if (left <= 0 || right <= 0 || left == right) return true;
  ctx.diags->emit(kLengthMismatch, at, fmt::to_string(left), fmt::to_string(right))
      .label(ctx.program.exprs[lhs].span, fmt::format("{} elements", left))
      .label(ctx.program.exprs[rhs].span, fmt::format("{} elements", right));
  return false;
}

// `+ - % < <= > >= == !=`: both sides of one dimension.
ExprId check_alike(Context& ctx, const Env& env, SourceSpan span, const ast::Binary& binary,
                   ExprId lhs, ExprId rhs) {
  const Type lhs_type = ctx.type_of(lhs);
  const Type rhs_type = ctx.type_of(rhs);
  const bool is_sum = binary.op == ast::BinaryOp::Add || binary.op == ast::BinaryOp::Sub;
  if (is_sum && report_temperatures(ctx, env, span, binary)) return ctx.error(span);
  if (!fits(ctx, rhs_type, lhs_type)) {
    if (report_unit_left_out(ctx, lhs, rhs_type) || report_unit_left_out(ctx, rhs, lhs_type)) {
      return ctx.error(span);
    }
    auto report = ctx.diags->emit(
        kCannotAdd, binary.op_span,
        phrase(binary.op, with_article(ctx, lhs_type), with_article(ctx, rhs_type)));
    report.label(ctx.program.exprs[lhs].span, quantity_and_unit(ctx, lhs_type))
        .label(ctx.program.exprs[rhs].span, quantity_and_unit(ctx, rhs_type));
    suggest_unit(ctx, report, lhs, rhs_type);
    suggest_unit(ctx, report, rhs, lhs_type);
    if (lhs_type.has_noise != rhs_type.has_noise) explain_noise(report);
    return ctx.error(span);
  }
  if (!require_equal_lengths(ctx, binary.op_span, lhs, rhs)) return ctx.error(span);
  const model::Binary value{model_op(binary.op), lhs, rhs};
  if (is_sum) return ctx.add(span, joined(lhs_type, rhs_type), value);
  const std::string where =
      is_comparison(binary.op) ? "it is compared here" : "a remainder is taken here";
  if (!require_no_train(ctx, lhs, where) || !require_no_train(ctx, rhs, where)) {
    return ctx.error(span);
  }
  if (!is_comparison(binary.op)) return ctx.add(span, joined(lhs_type, rhs_type), value);
  Type condition = Type::boolean();
  condition.length = lhs_type.length != 0 ? lhs_type.length : rhs_type.length;
  return ctx.add(span, condition, value);
}

ExprId check_product(Context& ctx, SourceSpan span, const ast::Binary& binary, ExprId lhs,
                     ExprId rhs) {
  const Type lhs_type = ctx.type_of(lhs);
  const Type rhs_type = ctx.type_of(rhs);
  const bool is_quotient = binary.op == ast::BinaryOp::Div;
  const bool both_impulsive =
      (lhs_type.has_train || lhs_type.has_noise) && (rhs_type.has_train || rhs_type.has_noise);
  if ((is_quotient || both_impulsive) &&
      !require_no_train(ctx, rhs, is_quotient ? "it divides here" : "it multiplies another here")) {
    return ctx.error(span);
  }
  if (!require_equal_lengths(ctx, binary.op_span, lhs, rhs)) return ctx.error(span);
  Type type = joined(lhs_type, rhs_type);
  type.dim = is_quotient ? lhs_type.dim.over(rhs_type.dim) : lhs_type.dim.times(rhs_type.dim);
  type.fits_any_dimension = false;
  // The user's spelling survives only a plain factor.
  if (rhs_type.dim.is_plain()) {
    type.unit = lhs_type.unit;
  } else if (lhs_type.dim.is_plain() && !is_quotient) {
    type.unit = rhs_type.unit;
  } else {
    type.unit = {};
  }
  return ctx.add(span, type, model::Binary{model_op(binary.op), lhs, rhs});
}

struct Rational {
  int numerator = 1;
  int denominator = 1;
};

// Exponents that dimensions can follow: multiples of 1/24 reach every root worth a message.
std::optional<Rational> rational_of(double value) {
  constexpr int kDenominator = 24;
  constexpr double kLargest = 64;
  const double scaled = value * kDenominator;
  if (!(std::abs(value) <= kLargest) || std::abs(scaled - std::round(scaled)) > 1e-9) {
    return std::nullopt;
  }
  return Rational{static_cast<int>(std::lround(scaled)), kDenominator};
}

ExprId check_power_of_quantity(Context& ctx, SourceSpan span, ExprId base, ExprId exponent) {
  const Type base_type = ctx.type_of(base);
  const SourceSpan exponent_span = ctx.program.exprs[exponent].span;
  const auto value = constant_value(ctx, exponent);
  if (!value) {
    ctx.diags
        ->emit(kNeedsPlainNumber, ctx.program.exprs[base].span, "^",
               excerpt(ctx, ctx.program.exprs[base].span), with_article(ctx, base_type))
        .label(exponent_span, "the exponent is not a fixed number")
        .help("divide by a scale first, so that the base is a plain number");
    return ctx.error(span);
  }
  const auto power = rational_of(*value);
  const auto dim = power
                       ? ctx.dims.resolve(base_type.dim).power(power->numerator, power->denominator)
                       : std::nullopt;
  if (!dim) {
    ctx.diags->emit(kNoSuchRoot, span, excerpt(ctx, span), with_article(ctx, base_type))
        .at("exponents of units are multiples of one half");
    return ctx.error(span);
  }
  Type type = Type::real(*dim);
  type.length = base_type.length;
  return ctx.add(span, type, model::Binary{model::BinaryOp::Pow, base, exponent});
}

}  // namespace

ExprId check_power(Context& ctx, SourceSpan span, ExprId base, ExprId exponent) {
  if (!require_no_train(ctx, base, "it is raised to a power here") ||
      !require_no_train(ctx, exponent, "it is an exponent here")) {
    return ctx.error(span);
  }
  const Type base_type = ctx.type_of(base);
  const Type exponent_type = ctx.type_of(exponent);
  if (!fits(ctx, exponent_type, Type::real())) {
    const SourceSpan exponent_span = ctx.program.exprs[exponent].span;
    ctx.diags
        ->emit(kNeedsPlainNumber, exponent_span, "^", excerpt(ctx, exponent_span),
               with_article(ctx, exponent_type))
        .at("an exponent");
    return ctx.error(span);
  }
  const bool is_fixed = constant_value(ctx, exponent).has_value();
  // Without a fixed exponent an unknown base can only be a plain number.
  const bool is_plain = ctx.dims.resolve(base_type.dim).is_plain() ||
                        (!is_fixed && fits(ctx, base_type, Type::real()));
  if (!is_plain) {
    return check_power_of_quantity(ctx, span, base, exponent);
  }
  Type type = joined(base_type, exponent_type);
  type.dim = {};
  type.unit = {};
  type.fits_any_dimension = false;
  return ctx.add(span, type, model::Binary{model::BinaryOp::Pow, base, exponent});
}

ExprId check_binary(Context& ctx, const Env& env, SourceSpan span, const ast::Binary& binary) {
  if (binary.op == ast::BinaryOp::And || binary.op == ast::BinaryOp::Or) {
    return check_logic(ctx, env, span, binary);
  }
  const bool is_equality = binary.op == ast::BinaryOp::Eq || binary.op == ast::BinaryOp::Ne;
  const ExprId lhs =
      is_equality ? check_expr(ctx, env, binary.lhs) : check_number(ctx, env, binary.lhs);
  if (ctx.type_of(lhs).is_error()) return ctx.error(span);
  const ExprId rhs =
      is_equality ? check_expr(ctx, env, binary.rhs) : check_number(ctx, env, binary.rhs);
  if (ctx.type_of(rhs).is_error()) return ctx.error(span);
  switch (binary.op) {
    case ast::BinaryOp::Mul:
    case ast::BinaryOp::Div: return check_product(ctx, span, binary, lhs, rhs);
    case ast::BinaryOp::Pow: return check_power(ctx, span, lhs, rhs);
    case ast::BinaryOp::Add:
    case ast::BinaryOp::Sub:
    case ast::BinaryOp::Mod:
    case ast::BinaryOp::Lt:
    case ast::BinaryOp::Le:
    case ast::BinaryOp::Gt:
    case ast::BinaryOp::Ge:
    case ast::BinaryOp::Eq:
    case ast::BinaryOp::Ne:
    case ast::BinaryOp::And:
    case ast::BinaryOp::Or: return check_alike(ctx, env, span, binary, lhs, rhs);
  }
  return ctx.error(span);
}

}  // namespace snn::sema
