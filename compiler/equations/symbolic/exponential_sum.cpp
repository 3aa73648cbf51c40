#include "compiler/equations/symbolic/exponential_sum.h"

#include "compiler/equations/symbolic/linear.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snn::equations {
namespace {

using model::BinaryOp;
using model::Intrinsic;
using Sum = std::optional<ExponentialSum>;

/// s^8 exp(-s/tau) is as far as whole powers are multiplied out.
constexpr int kHighestPower = 8;

class Reader {
 public:
  Reader(Algebra& algebra, SymbolId variable) : a_(algebra), variable_(variable) {}

  Sum read(ExprId root) {
    visit_once(a_.program(), root, [&](ExprId id) { done_[id] = rule(id); });
    Sum sum = done_.at(root);
    if (sum) join(*sum);
    return sum;
  }

 private:
  const Sum& part(ExprId id) const { return done_.at(id); }

  ExponentialTerm constant(ExprId value) {
    return {.coefficient = value, .power = 0, .rate = a_.literal(0), .frequency = {}};
  }

  [[nodiscard]] bool is_free(ExprId id) const {
    return !symbols_in(a_.program(), id).contains(variable_);
  }

  Sum rule(ExprId id) {
    if (is_free(id)) return ExponentialSum{constant(id)};
    const model::Expr expr = a_.program()[id];
    if (std::holds_alternative<model::Read>(expr.kind)) {
      ExponentialTerm term = constant(a_.literal(1));
      term.power = 1;
      return ExponentialSum{term};
    }
    if (const auto* unary = std::get_if<model::Unary>(&expr.kind)) {
      if (unary->op != model::UnaryOp::Minus || !part(unary->operand)) return std::nullopt;
      return scaled(*part(unary->operand), a_.literal(-1));
    }
    if (const auto* binary = std::get_if<model::Binary>(&expr.kind)) return binary_rule(*binary);
    if (const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind)) return call_rule(*call);
    return std::nullopt;
  }

  Sum binary_rule(const model::Binary& e) {
    const Sum& lhs = part(e.lhs);
    const Sum& rhs = part(e.rhs);
    if (e.op == BinaryOp::Pow) return power_rule(e);
    if (!lhs || !rhs) return std::nullopt;
    if (e.op == BinaryOp::Add || e.op == BinaryOp::Sub) {
      ExponentialSum sum = *lhs;
      const ExponentialSum more = e.op == BinaryOp::Add ? *rhs : scaled(*rhs, a_.literal(-1));
      sum.insert(sum.end(), more.begin(), more.end());
      return sum;
    }
    if (e.op == BinaryOp::Mul) return product(*lhs, *rhs);
    if (e.op == BinaryOp::Div) return quotient(*lhs, *rhs);
    return std::nullopt;
  }

  // u/(c exp(a s)) = u (1/c) exp(-a s); nothing else is divided by.
  Sum quotient(const ExponentialSum& above, const ExponentialSum& below) {
    if (below.size() != 1) return std::nullopt;
    ExponentialTerm term = below.front();
    if (term.power != 0 || term.wave != Wave::None) return std::nullopt;
    const bool is_plain = a_.is_zero(term.rate);
    ExponentialSum result = above;
    for (ExponentialTerm& each : result) {
      each.coefficient = a_.divide(each.coefficient, term.coefficient);
      if (!is_plain) each.rate = a_.subtract(each.rate, term.rate);
    }
    return result;
  }

  // u^n by products; c^(a s + b) = c^b exp(a log(c) s).
  Sum power_rule(const model::Binary& e) {
    const std::optional<double> n = a_.value_of(e.rhs);
    const Sum& base = part(e.lhs);
    if (n && base && *n == std::floor(*n) && *n >= 0 && *n <= kHighestPower) {
      Sum result = ExponentialSum{constant(a_.literal(1))};
      for (int k = 0; result && k < static_cast<int>(*n); ++k)
        result = product(*result, *base);
      return result;
    }
    if (!is_free(e.lhs)) return std::nullopt;
    const auto form = linear_in(a_, e.rhs, {{variable_}});
    if (!form) return std::nullopt;
    ExponentialTerm term = constant(a_.power(e.lhs, form->rest));
    term.rate = a_.multiply(slope_of(*form), a_.call(Intrinsic::Log, {e.lhs}));
    return ExponentialSum{term};
  }

  Sum call_rule(const model::IntrinsicCall& e) {
    if (e.args.size() != 1) return std::nullopt;
    const bool is_wave = e.intrinsic == Intrinsic::Sin || e.intrinsic == Intrinsic::Cos;
    if (e.intrinsic != Intrinsic::Exp && !is_wave) return std::nullopt;
    const auto form = linear_in(a_, e.args.front().value, {{variable_}});
    if (!form) return std::nullopt;
    if (!is_wave) {
      ExponentialTerm term = constant(a_.call(Intrinsic::Exp, {form->rest}));
      term.rate = slope_of(*form);
      return ExponentialSum{term};
    }
    // cos(w s + f) = cos f cos ws - sin f sin ws;  sin(w s + f) = sin f cos ws + cos f sin ws
    const ExprId cosine = a_.call(Intrinsic::Cos, {form->rest});
    const ExprId sine = a_.call(Intrinsic::Sin, {form->rest});
    const bool is_cosine = e.intrinsic == Intrinsic::Cos;
    ExponentialTerm even = constant(is_cosine ? cosine : sine);
    ExponentialTerm odd = constant(is_cosine ? a_.negate(sine) : cosine);
    even.wave = Wave::Cosine;
    odd.wave = Wave::Sine;
    even.frequency = odd.frequency = slope_of(*form);
    return ExponentialSum{even, odd};
  }

  [[nodiscard]] ExprId slope_of(const LinearForm& form) {
    return form.slopes.empty() ? a_.literal(0) : form.slopes.begin()->second;
  }

  ExponentialSum scaled(ExponentialSum sum, ExprId factor) {
    for (ExponentialTerm& term : sum)
      term.coefficient = a_.multiply(factor, term.coefficient);
    return sum;
  }

  Sum product(const ExponentialSum& x, const ExponentialSum& y) {
    ExponentialSum result;
    for (const ExponentialTerm& a : x) {
      for (const ExponentialTerm& b : y) {
        ExponentialTerm term;
        term.coefficient = a_.multiply(a.coefficient, b.coefficient);
        term.power = a.power + b.power;
        if (term.power > kHighestPower) return std::nullopt;
        term.rate = a_.add(a.rate, b.rate);
        if (a.wave != Wave::None && b.wave != Wave::None) {
          add_waves(result, term, a, b);
          continue;
        }
        term.wave = a.wave != Wave::None ? a.wave : b.wave;
        term.frequency = a.wave != Wave::None ? a.frequency : b.frequency;
        result.push_back(term);
      }
    }
    return result;
  }

  // cos x cos y = (cos(x-y) + cos(x+y))/2    sin x sin y = (cos(x-y) - cos(x+y))/2
  // sin x cos y = (sin(x+y) + sin(x-y))/2
  void add_waves(ExponentialSum& result, ExponentialTerm term, ExponentialTerm a,
                 ExponentialTerm b) {
    if (a.wave == Wave::Cosine && b.wave == Wave::Sine) std::swap(a, b);
    const Wave wave = a.wave == b.wave ? Wave::Cosine : Wave::Sine;
    const ExprId half = a_.multiply(a_.literal(0.5), term.coefficient);
    const bool is_minus = a.wave == Wave::Sine && b.wave == Wave::Sine;
    term.wave = wave;
    term.coefficient = half;
    term.frequency = a_.subtract(a.frequency, b.frequency);
    result.push_back(term);
    term.coefficient = is_minus ? a_.negate(half) : half;
    term.frequency = a_.add(a.frequency, b.frequency);
    result.push_back(term);
  }

  // A wave that stands still is none; terms that differ in their coefficient alone are one.
  void join(ExponentialSum& sum) {
    ExponentialSum joined;
    for (ExponentialTerm term : sum) {
      if (term.wave != Wave::None && a_.is_zero(term.frequency)) {
        if (term.wave == Wave::Sine) continue;
        term.wave = Wave::None;
        term.frequency = {};
      }
      const auto same = std::ranges::find_if(joined, [&](const ExponentialTerm& other) {
        return other.power == term.power && other.rate == term.rate && other.wave == term.wave &&
               other.frequency == term.frequency;
      });
      if (same == joined.end()) {
        joined.push_back(term);
      } else {
        same->coefficient = a_.add(same->coefficient, term.coefficient);
      }
    }
    std::erase_if(joined,
                  [&](const ExponentialTerm& term) { return a_.is_zero(term.coefficient); });
    sum = std::move(joined);
  }

  Algebra& a_;
  SymbolId variable_;
  std::map<ExprId, Sum> done_;
};

}  // namespace

std::optional<ExponentialSum> exponential_sum_of(Algebra& algebra, ExprId expr, SymbolId variable) {
  return Reader(algebra, variable).read(expand(algebra, expr));
}

}  // namespace snn::equations
