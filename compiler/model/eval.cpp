#include "compiler/model/eval.h"

#include "compiler/support/match.h"
#include "runtime/math/exp.h"
#include "runtime/math/linoid.h"
#include "runtime/math/log.h"
#include "runtime/math/pow.h"
#include "runtime/math/powers.h"
#include "runtime/math/sigmoid.h"
#include "runtime/math/trig.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace snn::model {
namespace {

using Value = std::optional<double>;

// How deep and how long one evaluation may go. This only serves early checks: what asks for more is
// found at set-up.
struct Budget {
  int depth = 400;
  int n_exprs = 20000;
};

// Definitions may share definitions; each is evaluated once.
class Evaluator {
 public:
  Evaluator(const Program& program, const Bindings& bindings, Budget& budget)
      : program_(program), bindings_(bindings), budget_(budget) {}

  Value value(ExprId id) {
    if (!id.is_valid() || budget_.depth == 0 || budget_.n_exprs == 0) return std::nullopt;
    --budget_.depth;
    --budget_.n_exprs;
    const Value result = value_of(program_[id]);
    ++budget_.depth;
    return result;
  }

 private:
  Value value_of(const Expr& expr) {
    return match(
        expr.kind, [](const Literal& e) { return Value(e.value); },
        [](const BoolLiteral& e) { return Value(e.value ? 1 : 0); },
        [](const TextLiteral&) { return Value(); }, [](const SteadyValue&) { return Value(); },
        [&](const Read& e) { return symbol_value(e.symbol); },
        [&](const Path& e) { return path_value(e); }, [](const Remote&) { return Value(); },
        [&](const Element& e) { return element(e); }, [&](const Unary& e) { return unary(e); },
        [&](const Binary& e) { return binary(e); },
        [&](const Conditional& e) { return conditional(e); },
        [&](const IntrinsicCall& e) { return intrinsic(e); },
        [&](const FunctionCall& e) { return function(e); },
        [](const Convolution&) { return Value(); }, [](const ArrayValue&) { return Value(); },
        [](const Comprehension&) { return Value(); }, [](const ErrorValue&) { return Value(); });
  }

  Value symbol_value(SymbolId symbol) {
    if (const auto bound = bindings_.find(symbol); bound != bindings_.end()) return bound->second;
    if (const auto known = known_.find(symbol); known != known_.end()) return known->second;
    const Symbol& found = program_[symbol];
    const bool has_fixed_value = found.kind == SymbolKind::Param || found.kind == SymbolKind::Let ||
                                 found.kind == SymbolKind::Const;
    known_[symbol] = std::nullopt;  // a circle has no value
    const Value result = has_fixed_value ? value(found.value) : std::nullopt;
    known_[symbol] = result;
    return result;
  }

  // `E.V_th`: one value for all cells when it is a parameter.
  Value path_value(const Path& path) {
    if (path.steps.empty()) return std::nullopt;
    const SymbolId variable = path.steps.back().symbol;
    for (const PathStep& step : path.steps) {
      const PopulationDef* population = program_.find_population(step.symbol);
      if (population == nullptr) continue;
      for (const SettingValue& setting : population->settings) {
        if (setting.target != variable) continue;
        return setting.is_draw ? std::nullopt : value(setting.value);
      }
    }
    return symbol_value(variable);
  }

  // `x[2]` of a list that is written out.
  Value element(const Element& e) {
    const auto* list = list_of(e.base);
    if (list == nullptr || e.subscripts.size() != 1 || e.subscripts[0].end.is_valid())
      return std::nullopt;
    const Value at = value(e.subscripts[0].begin);
    if (!at || *at != std::floor(*at) || *at < 0) return std::nullopt;
    const auto i = static_cast<std::size_t>(*at);
    return i < list->elements.size() ? value(list->elements[i]) : std::nullopt;
  }

  // Null when it is not written out, or may differ from what is.
  [[nodiscard]] const ArrayValue* list_of(ExprId id) const {
    if (!id.is_valid()) return nullptr;
    const Expr& expr = program_[id];
    if (const auto* list = std::get_if<ArrayValue>(&expr.kind)) return list;
    const auto* read = std::get_if<Read>(&expr.kind);
    if (read == nullptr || bindings_.contains(read->symbol)) return nullptr;
    const Symbol& symbol = program_[read->symbol];
    const bool is_fixed = symbol.kind == SymbolKind::Let || symbol.kind == SymbolKind::Const;
    return is_fixed && symbol.value.is_valid()
               ? std::get_if<ArrayValue>(&program_[symbol.value].kind)
               : nullptr;
  }

  Value unary(const Unary& e) {
    const Value operand = value(e.operand);
    if (!operand) return std::nullopt;
    return e.op == UnaryOp::Minus ? -*operand : (*operand == 0 ? 1.0 : 0.0);
  }

  Value conditional(const Conditional& e) {
    const Value condition = value(e.condition);
    if (!condition) return std::nullopt;
    return value(*condition != 0 ? e.yes : e.no);
  }

  Value binary(const Binary& e) {
    const Value lhs = value(e.lhs);
    const Value rhs = value(e.rhs);
    if (!lhs || !rhs) return std::nullopt;
    switch (e.op) {
      case BinaryOp::Add: return *lhs + *rhs;
      case BinaryOp::Sub: return *lhs - *rhs;
      case BinaryOp::Mul: return *lhs * *rhs;
      case BinaryOp::Div: return *lhs / *rhs;
      case BinaryOp::Mod: return *lhs - *rhs * std::floor(*lhs / *rhs);
      case BinaryOp::Pow: return math::pow(*lhs, *rhs);
      case BinaryOp::Lt: return *lhs < *rhs ? 1 : 0;
      case BinaryOp::Le: return *lhs <= *rhs ? 1 : 0;
      case BinaryOp::Gt: return *lhs > *rhs ? 1 : 0;
      case BinaryOp::Ge: return *lhs >= *rhs ? 1 : 0;
      case BinaryOp::Eq: return *lhs == *rhs ? 1 : 0;
      case BinaryOp::Ne: return *lhs != *rhs ? 1 : 0;
      case BinaryOp::And: return *lhs != 0 && *rhs != 0 ? 1 : 0;
      case BinaryOp::Or: return *lhs != 0 || *rhs != 0 ? 1 : 0;
    }
    return std::nullopt;
  }

  Value intrinsic(const IntrinsicCall& e) {
    std::vector<double> x;
    for (const NamedArg& arg : e.args) {
      const Value known = value(arg.value);
      if (!known) return std::nullopt;
      x.push_back(*known);
    }
    if (x.empty() || info_of(e.intrinsic).group != IntrinsicGroup::Function) return std::nullopt;
    return x.size() == 1 ? unary_function(e.intrinsic, x[0]) : n_ary_function(e.intrinsic, x);
  }

  static Value n_ary_function(Intrinsic intrinsic, const std::vector<double>& x) {
    if (intrinsic == Intrinsic::Min) return std::ranges::min(x);
    if (intrinsic == Intrinsic::Max) return std::ranges::max(x);
    if (intrinsic == Intrinsic::Pow) return math::pow(x[0], x[1]);
    if (intrinsic == Intrinsic::Mod) return x[0] - x[1] * std::floor(x[0] / x[1]);
    return std::nullopt;
  }

  static Value unary_function(Intrinsic intrinsic, double x) {
    constexpr double kLn2 = 0.693147180559945309417;
    constexpr double kLn10 = 2.302585092994045684018;
    if (intrinsic == Intrinsic::Exp) return math::exp(x);
    if (intrinsic == Intrinsic::Expm1) return math::expm1(x);
    if (intrinsic == Intrinsic::Log || intrinsic == Intrinsic::Ln) return math::log(x);
    if (intrinsic == Intrinsic::Log1p) return math::log1p(x);
    if (intrinsic == Intrinsic::Log10) return math::log(x) / kLn10;
    if (intrinsic == Intrinsic::Log2) return math::log(x) / kLn2;
    if (intrinsic == Intrinsic::Sqrt) return math::sqrt(x);
    if (intrinsic == Intrinsic::Abs) return std::abs(x);
    if (intrinsic == Intrinsic::Sign) return x > 0 ? 1 : x < 0 ? -1 : 0;
    if (intrinsic == Intrinsic::Min || intrinsic == Intrinsic::Max) return x;
    if (intrinsic == Intrinsic::Floor) return std::floor(x);
    if (intrinsic == Intrinsic::Ceil) return std::ceil(x);
    if (intrinsic == Intrinsic::Round) return std::floor(x + 0.5);
    if (intrinsic == Intrinsic::Sin) return math::sin(x);
    if (intrinsic == Intrinsic::Cos) return math::cos(x);
    if (intrinsic == Intrinsic::Tanh) return math::tanh(x);
    if (intrinsic == Intrinsic::Linoid) return math::linoid(x);
    if (intrinsic == Intrinsic::Phi) return math::phi(x);
    return std::nullopt;
  }

  Value function(const FunctionCall& e) {
    const Function& callee = program_.functions[e.function];
    Bindings inner;
    for (std::size_t i = 0; i < e.args.size() && i < callee.args.size(); ++i) {
      const Value arg = value(e.args[i]);
      if (!arg) return std::nullopt;
      inner[callee.args[i]] = *arg;
    }
    return Evaluator(program_, inner, budget_).value(callee.body);
  }

  const Program& program_;
  const Bindings& bindings_;
  Budget& budget_;
  std::map<SymbolId, Value> known_;
};

}  // namespace

std::optional<double> evaluate(const Program& program, ExprId expr, const Bindings& bindings) {
  Budget budget;
  return Evaluator(program, bindings, budget).value(expr);
}

Bindings settings_of(const Program& program, const PopulationDef& population,
                     const Bindings& bindings) {
  Bindings result = bindings;
  for (const SettingValue& setting : population.settings) {
    if (!setting.target.is_valid()) continue;
    result[setting.target] =
        setting.is_draw ? std::nullopt : evaluate(program, setting.value, bindings);
  }
  return result;
}

}  // namespace snn::model
