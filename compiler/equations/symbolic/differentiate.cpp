// Derivatives by the rules of the textbook, one row a function.

#include "compiler/equations/symbolic/algebra.h"

#include <algorithm>
#include <array>

namespace snn::equations {
namespace {

using model::BinaryOp;
using model::Intrinsic;
using Derivative = std::optional<ExprId>;

using Rule = ExprId (*)(Algebra&, ExprId);
struct Row {
  Intrinsic function;
  Rule slope;
};

ExprId exp_of(Algebra& a, ExprId x) {
  return a.call(Intrinsic::Exp, {x});
}
ExprId one_over(Algebra& a, ExprId x) {
  return a.divide(a.literal(1), x);
}
ExprId square(Algebra& a, ExprId x) {
  return a.multiply(x, x);
}

// phi(x) = (e^x - 1)/x  =>  phi' = (e^x - phi)/x, and near 0, where that is 0/0, the series
// 1/2 + x/3 + x^2/8 + x^3/30 + x^4/144, which is good to 4e-12 where it is used.
ExprId slope_of_phi(Algebra& a, ExprId x) {
  const ExprId quotient = a.divide(a.subtract(exp_of(a, x), a.call(Intrinsic::Phi, {x})), x);
  ExprId series = a.literal(1.0 / 144);
  for (const double coefficient : {1.0 / 30, 1.0 / 8, 1.0 / 3, 1.0 / 2})
    series = a.add(a.literal(coefficient), a.multiply(x, series));
  constexpr double kNear = 0.02;
  const ExprId is_near = a.compare(BinaryOp::Lt, a.call(Intrinsic::Abs, {x}), a.literal(kNear));
  return a.choose(is_near, series, quotient);
}

// linoid(x) = 1/phi(-x)  =>  linoid' = phi'(-x)/phi(-x)^2
ExprId slope_of_linoid(Algebra& a, ExprId x) {
  const ExprId mirrored = a.negate(x);
  return a.divide(slope_of_phi(a, mirrored), square(a, a.call(Intrinsic::Phi, {mirrored})));
}

// Functions of one argument that have a slope. Steps (sign, floor, ceil, round) are flat between
// their jumps, and no method may look across one: they have no row.
constexpr double kOneOverLn2 = 1.44269504088896340736;
constexpr double kOneOverLn10 = 0.43429448190325182765;
constexpr auto kSlopes = std::to_array<Row>({
    {Intrinsic::Exp, exp_of},
    {Intrinsic::Expm1, exp_of},
    {Intrinsic::Log, one_over},
    {Intrinsic::Ln, one_over},
    {Intrinsic::Log1p, [](Algebra& a, ExprId x) { return one_over(a, a.add(a.literal(1), x)); }},
    {Intrinsic::Log10, [](Algebra& a, ExprId x) { return a.divide(a.literal(kOneOverLn10), x); }},
    {Intrinsic::Log2, [](Algebra& a, ExprId x) { return a.divide(a.literal(kOneOverLn2), x); }},
    {Intrinsic::Sqrt,
     [](Algebra& a, ExprId x) { return a.divide(a.literal(0.5), a.call(Intrinsic::Sqrt, {x})); }},
    {Intrinsic::Abs, [](Algebra& a, ExprId x) { return a.call(Intrinsic::Sign, {x}); }},
    {Intrinsic::Sin, [](Algebra& a, ExprId x) { return a.call(Intrinsic::Cos, {x}); }},
    {Intrinsic::Cos, [](Algebra& a, ExprId x) { return a.negate(a.call(Intrinsic::Sin, {x})); }},
    {Intrinsic::Tan,
     [](Algebra& a, ExprId x) {
       return a.add(a.literal(1), square(a, a.call(Intrinsic::Tan, {x})));
     }},
    {Intrinsic::Tanh,
     [](Algebra& a, ExprId x) {
       return a.subtract(a.literal(1), square(a, a.call(Intrinsic::Tanh, {x})));
     }},
    {Intrinsic::Atan,
     [](Algebra& a, ExprId x) { return one_over(a, a.add(a.literal(1), square(a, x))); }},
    {Intrinsic::Linoid, slope_of_linoid},
    {Intrinsic::Phi, slope_of_phi},
});

Rule slope_of(Intrinsic function) {
  const auto row = std::ranges::find(kSlopes, function, &Row::function);
  return row == kSlopes.end() ? nullptr : row->slope;
}

class Differentiator {
 public:
  Differentiator(Algebra& algebra, StateVariable by) : a_(algebra), by_(by) {}

  Derivative run(ExprId root) {
    bool has_failed = false;
    visit_once(a_.program(), root, [&](ExprId expr) {
      const Derivative found = rule(expr);
      has_failed = has_failed || !found;
      done_[expr] = found.value_or(a_.literal(0));
    });
    if (has_failed) return std::nullopt;
    return done_.at(root);
  }

 private:
  ExprId d(ExprId part) const { return done_.at(part); }

  Derivative rule(ExprId id) {
    const model::Expr expr = a_.program()[id];
    if (const auto* read = std::get_if<model::Read>(&expr.kind)) {
      return a_.literal(StateVariable{read->symbol, read->derivative} == by_ ? 1 : 0);
    }
    // Whatever does not move with the variable has no slope, whether or not it has a rule.
    bool moves = false;
    for (const ExprId part : parts_of(expr))
      moves = moves || !a_.is_zero(d(part));
    if (!moves) return a_.literal(0);
    if (const auto* unary = std::get_if<model::Unary>(&expr.kind)) {
      if (unary->op == model::UnaryOp::Minus) return a_.negate(d(unary->operand));
      return std::nullopt;
    }
    if (const auto* binary = std::get_if<model::Binary>(&expr.kind)) return binary_rule(*binary);
    if (const auto* choice = std::get_if<model::Conditional>(&expr.kind)) {
      return a_.choose(choice->condition, d(choice->yes), d(choice->no));
    }
    if (const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind)) return call_rule(*call);
    return std::nullopt;
  }

  Derivative binary_rule(const model::Binary& e) {
    switch (e.op) {
      case BinaryOp::Add: return a_.add(d(e.lhs), d(e.rhs));
      case BinaryOp::Sub: return a_.subtract(d(e.lhs), d(e.rhs));
      case BinaryOp::Mul: return a_.add(a_.multiply(d(e.lhs), e.rhs), a_.multiply(e.lhs, d(e.rhs)));
      case BinaryOp::Div: return quotient_rule(e);
      case BinaryOp::Pow: return power_rule(e);
      case BinaryOp::Mod:
        // x - y*floor(x/y): as steep as x while y is fixed.
        return a_.is_zero(d(e.rhs)) ? Derivative(d(e.lhs)) : std::nullopt;
      case BinaryOp::Lt:
      case BinaryOp::Le:
      case BinaryOp::Gt:
      case BinaryOp::Ge:
      case BinaryOp::Eq:
      case BinaryOp::Ne:
      case BinaryOp::And:
      case BinaryOp::Or:
        // A condition decides between pieces; within a piece it does not move.
        return a_.literal(0);
    }
    return std::nullopt;
  }

  // (u/v)' = u'/v - u v'/v^2, and u'/v alone when v is fixed.
  ExprId quotient_rule(const model::Binary& e) {
    const ExprId first = a_.divide(d(e.lhs), e.rhs);
    if (a_.is_zero(d(e.rhs))) return first;
    const ExprId square = a_.multiply(e.rhs, e.rhs);
    return a_.subtract(first, a_.divide(a_.multiply(e.lhs, d(e.rhs)), square));
  }

  // (u^p)' = p u^(p-1) u'; with a moving exponent u^p (p' log u + p u'/u).
  ExprId power_rule(const model::Binary& e) {
    if (a_.is_zero(d(e.rhs))) {
      const ExprId lower = a_.power(e.lhs, a_.subtract(e.rhs, a_.literal(1)));
      return a_.multiply(a_.multiply(e.rhs, lower), d(e.lhs));
    }
    const ExprId logarithm = a_.call(Intrinsic::Log, {e.lhs});
    const ExprId by_exponent = a_.multiply(d(e.rhs), logarithm);
    const ExprId by_base = a_.divide(a_.multiply(e.rhs, d(e.lhs)), e.lhs);
    return a_.multiply(a_.power(e.lhs, e.rhs), a_.add(by_exponent, by_base));
  }

  Derivative call_rule(const model::IntrinsicCall& e) {
    if (e.args.size() == 2 && (e.intrinsic == Intrinsic::Min || e.intrinsic == Intrinsic::Max)) {
      return choice_rule(e);
    }
    if (e.args.size() != 1) return std::nullopt;
    const ExprId x = e.args[0].value;
    const Rule slope = slope_of(e.intrinsic);
    if (slope == nullptr) return std::nullopt;
    return a_.multiply(slope(a_, x), d(x));
  }

  // min and max take the slope of the one they choose.
  ExprId choice_rule(const model::IntrinsicCall& e) {
    const ExprId first = e.args[0].value;
    const ExprId second = e.args[1].value;
    const BinaryOp op = e.intrinsic == Intrinsic::Min ? BinaryOp::Le : BinaryOp::Ge;
    const ExprId is_first = a_.compare(op, first, second);
    return a_.choose(is_first, d(first), d(second));
  }

  Algebra& a_;
  StateVariable by_;
  std::map<ExprId, ExprId> done_;
};

}  // namespace

std::optional<ExprId> differentiate(Algebra& algebra, ExprId root, StateVariable by) {
  return Differentiator(algebra, by).run(root);
}

}  // namespace snn::equations
