#include "compiler/equations/symbolic/singular.h"

#include "compiler/equations/structure.h"
#include "compiler/equations/symbolic/linear.h"

#include <cmath>
#include <optional>

namespace snn::equations {
namespace {

using model::BinaryOp;
using model::Intrinsic;

/// `factor * core`, with a fixed factor.
struct Scaled {
  ExprId factor;
  ExprId core;
};

/// `factor * (e^exponent - 1)`
struct ExpLessOne {
  ExprId factor;
  ExprId exponent;
};

class SingularPoints {
 public:
  explicit SingularPoints(Algebra& algebra) : a_(algebra) {}

  // The quotient filled in, or none when it has no such point.
  std::optional<ExprId> fill(const model::Binary& quotient) {
    const Scaled upper = scaled(quotient.lhs);
    const Scaled lower = scaled(quotient.rhs);
    if (const auto below = exp_less_one(lower)) {
      // r u/(f (e^u - 1)) = r/f linoid(-u)
      const auto ratio = ratio_of(upper, scaled(below->exponent));
      if (!ratio) return std::nullopt;
      const ExprId curve = a_.call(Intrinsic::Linoid, {a_.negate(below->exponent)});
      return a_.multiply(a_.divide(*ratio, below->factor), curve);
    }
    if (const auto above = exp_less_one(upper)) {
      // f (e^u - 1)/(r u) = f/r phi(u)
      const auto ratio = ratio_of(lower, scaled(above->exponent));
      if (!ratio) return std::nullopt;
      const ExprId curve = a_.call(Intrinsic::Phi, {above->exponent});
      return a_.multiply(a_.divide(above->factor, *ratio), curve);
    }
    return std::nullopt;
  }

 private:
  const model::ExprKind& kind_of(ExprId id) const { return a_.program()[id].kind; }
  bool is_fixed(ExprId id) const { return is_constant(a_.program(), id); }

  Scaled scaled(ExprId id) {
    Scaled found{a_.literal(1), id};
    while (true) {
      const model::ExprKind kind = kind_of(found.core);
      const auto* unary = std::get_if<model::Unary>(&kind);
      const auto* binary = std::get_if<model::Binary>(&kind);
      if (unary != nullptr && unary->op == model::UnaryOp::Minus) {
        found = {a_.negate(found.factor), unary->operand};
      } else if (binary != nullptr && binary->op == BinaryOp::Mul && is_fixed(binary->lhs)) {
        found = {a_.multiply(found.factor, binary->lhs), binary->rhs};
      } else if (binary != nullptr && binary->op == BinaryOp::Mul && is_fixed(binary->rhs)) {
        found = {a_.multiply(found.factor, binary->rhs), binary->lhs};
      } else if (binary != nullptr && binary->op == BinaryOp::Div && is_fixed(binary->rhs)) {
        found = {a_.divide(found.factor, binary->rhs), binary->lhs};
      } else {
        return found;
      }
    }
  }

  std::optional<ExpLessOne> exp_less_one(const Scaled& value) {
    const model::ExprKind kind = kind_of(value.core);
    if (const auto exponent = argument_of(value.core, Intrinsic::Expm1)) {
      return ExpLessOne{value.factor, *exponent};
    }
    const auto* binary = std::get_if<model::Binary>(&kind);
    if (binary == nullptr || binary->op != BinaryOp::Sub) return std::nullopt;
    const auto above = argument_of(binary->lhs, Intrinsic::Exp);
    if (above && a_.is_one(binary->rhs)) return ExpLessOne{value.factor, *above};
    const auto below = argument_of(binary->rhs, Intrinsic::Exp);
    if (below && a_.is_one(binary->lhs)) return ExpLessOne{a_.negate(value.factor), *below};
    return std::nullopt;
  }

  std::optional<ExprId> argument_of(ExprId id, Intrinsic function) const {
    const auto* call = std::get_if<model::IntrinsicCall>(&kind_of(id));
    if (call == nullptr || call->intrinsic != function) return std::nullopt;
    return call->args.front().value;
  }

  // What `x` is, measured in `unit`; none when they are not in proportion.
  std::optional<ExprId> ratio_of(const Scaled& x, const Scaled& unit) {
    if (is_fixed(unit.core)) return std::nullopt;
    const ExprId factors = a_.divide(x.factor, unit.factor);
    if (x.core == unit.core) return factors;
    const auto cores = ratio_of_numbers(x.core, unit.core);
    if (!cores) return std::nullopt;
    return a_.multiply(factors, a_.literal(*cores));
  }

  // 2.5 - 0.1*V and V - 25: sums of the same parts, with numbers in proportion.
  std::optional<double> ratio_of_numbers(ExprId x, ExprId unit) {
    const auto is_number = [&](ExprId id) { return a_.value_of(id).has_value(); };
    const Terms above = terms_of(a_, x, is_number);
    const Terms below = terms_of(a_, unit, is_number);
    if (above.coefficients.size() != below.coefficients.size()) return std::nullopt;
    std::optional<double> ratio;
    const auto is_in_proportion = [&](ExprId first, ExprId second) {
      const auto numerator = a_.value_of(first);
      const auto denominator = a_.value_of(second);
      if (!numerator || !denominator) return false;
      if (!ratio) ratio = *numerator / *denominator;
      // Decimal fractions are rounded, so the proportion holds to a few units in the last place.
      constexpr double kRounding = 1e-14;
      return std::abs(*numerator - *ratio * *denominator) <= kRounding * std::abs(*numerator);
    };
    for (const auto& [part, coefficient] : below.coefficients) {
      const auto other = above.coefficients.find(part);
      if (other == above.coefficients.end()) return std::nullopt;
      if (!is_in_proportion(other->second, coefficient)) return std::nullopt;
    }
    if (!ratio || !is_in_proportion(above.fixed, below.fixed)) return std::nullopt;
    return ratio;
  }

  Algebra& a_;
};

}  // namespace

ExprId fill_singular_points(Algebra& algebra, ExprId root) {
  SingularPoints points(algebra);
  return rewrite(algebra, root, [&](ExprId id) -> std::optional<ExprId> {
    const model::Expr expr = algebra.program()[id];
    const auto* binary = std::get_if<model::Binary>(&expr.kind);
    if (binary == nullptr || binary->op != BinaryOp::Div) return std::nullopt;
    return points.fill(*binary);
  });
}

}  // namespace snn::equations
