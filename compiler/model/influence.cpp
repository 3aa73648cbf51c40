// The sign of the path from an input to the spike condition.
//
// The path leads through equations, contributions, couplings and handlers: s → g → I → V. Each step
// has the sign of a partial derivative; a factor such as (E_rev - V) has the sign that it keeps
// between rest and threshold. Where two paths or two ends disagree, nothing is claimed.

#include "compiler/model/influence.h"

#include "compiler/model/eval.h"
#include "compiler/model/walk.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace snn::model {
namespace {

// -1, 0 (does not enter) or 1; none when nothing can be said.
using Sign = std::optional<int>;

Sign both(Sign a, Sign b) {
  if (!a || !b) return std::nullopt;
  if (*a == 0) return b;
  if (*b == 0 || *a == *b) return a;
  return std::nullopt;
}

Sign times(Sign a, Sign b) {
  if (!a || !b) return std::nullopt;
  return *a * *b;
}

Sign negated(Sign a) {
  return times(a, -1);
}

class InfluenceFinder {
 public:
  InfluenceFinder(const Program& program, SymbolId population)
      : program_(program), component_(program.components[program[population].component]) {
    find_threshold();
    rest_ = settings_of(program, *program.find_population(population), {});
    for (const Variable& variable : component_.variables) {
      // A state that is drawn starts somewhere near its default.
      if (variable.kind != SymbolKind::State || rest_[variable.symbol]) continue;
      rest_[variable.symbol] = evaluate(program, variable.value, rest_);
    }
    at_threshold_ = rest_;
    if (membrane_) at_threshold_[membrane_] = evaluate(program, threshold_, rest_);
  }

  Sign of(SymbolId symbol) {
    if (const auto known = known_.find(symbol); known != known_.end()) return known->second;
    known_[symbol] = 0;  // feedback adds nothing to the first sign
    const Sign direct = in_condition(symbol);
    const Sign result = direct && *direct == 0 ? through_others(symbol) : direct;
    known_[symbol] = result;
    return result;
  }

 private:
  // `V >= V_th`: the state on one side, what it is compared with on the other.
  void find_threshold() {
    if (!component_.spike || component_.spike->is_rate) return;
    const auto* condition = std::get_if<Binary>(&program_[component_.spike->condition].kind);
    if (condition == nullptr) return;
    const bool is_above = condition->op == BinaryOp::Ge || condition->op == BinaryOp::Gt;
    const bool is_below = condition->op == BinaryOp::Le || condition->op == BinaryOp::Lt;
    if (!is_above && !is_below) return;
    above_ = is_above ? condition->lhs : condition->rhs;
    threshold_ = is_above ? condition->rhs : condition->lhs;
    const auto* read = std::get_if<Read>(&program_[above_].kind);
    if (read != nullptr && program_[read->symbol].kind == SymbolKind::State) {
      membrane_ = read->symbol;
    }
  }

  Sign in_condition(SymbolId symbol) {
    if (!above_) return 0;
    return both(slope(above_, symbol), negated(slope(threshold_, symbol)));
  }

  Sign through_others(SymbolId symbol) {
    Sign result = 0;
    for (const Equation& equation : component_.equations) {
      if (equation.variable == symbol) continue;
      Sign step = slope(equation.value, symbol);
      if (equation.coefficient) step = times(step, sign_of(equation.coefficient, step));
      result = both(result, follow(step, equation.variable));
    }
    for (const Contribution& contribution : component_.contributions) {
      const Sign step = slope(contribution.value, symbol);
      result = both(result,
                    follow(contribution.is_subtracted ? negated(step) : step, contribution.target));
    }
    for (const Handler& handler : component_.handlers) {
      if (handler.event == symbol) result = both(result, through_handler(handler));
    }
    return both(result, through_couplings(symbol));
  }

  Sign follow(Sign step, SymbolId next) {
    if (!step || *step == 0) return step;
    return times(step, of(next));
  }

  // A compartment's voltage pulls those that it is coupled to.
  Sign through_couplings(SymbolId symbol) {
    Sign result = 0;
    for (const Coupling& coupling : component_.couplings) {
      for (const auto& [from, to] : {std::pair{coupling.first, coupling.second},
                                     std::pair{coupling.second, coupling.first}}) {
        if (voltage_of(from) != symbol) continue;
        const SymbolId voltage = voltage_of(to);
        if (voltage) result = both(result, of(voltage));
      }
    }
    return result;
  }

  SymbolId voltage_of(SymbolId part) const {
    const ScopeId members = program_[part].members;
    if (!members.is_valid()) return {};
    const auto& names = program_[members].names;
    const auto found = names.find("V");
    return found == names.end() ? SymbolId() : found->second;
  }

  // `on s(w) { V += w }`, `on s { spike }`
  Sign through_handler(const Handler& handler) {
    Sign result = 0;
    for (const StmtId id : handler.block) {
      const auto& kind = program_[id].kind;
      if (std::holds_alternative<SpikeNow>(kind)) {
        result = both(result, 1);
        continue;
      }
      const auto* assign = std::get_if<Assign>(&kind);
      if (assign == nullptr || !handler.value) return std::nullopt;
      Sign step = slope(assign->value, handler.value);
      if (assign->op == AssignOp::Sub) step = negated(step);
      const bool is_sum = assign->op == AssignOp::Add || assign->op == AssignOp::Sub;
      if (!is_sum) return std::nullopt;
      result = both(result, follow(step, assign->target));
    }
    return result;
  }

  // The sign of the partial derivative of an expression.
  Sign slope(ExprId id, SymbolId symbol) {
    constexpr int kDeepest = 200;
    if (!id.is_valid()) return 0;
    if (depth_ >= kDeepest) return std::nullopt;
    ++depth_;
    const Sign result = slope_of(id, symbol);
    --depth_;
    return result;
  }

  Sign slope_of(ExprId id, SymbolId symbol) {
    const Expr& expr = program_[id];
    if (const auto* read = std::get_if<Read>(&expr.kind)) {
      if (read->symbol == symbol) return 1;
      const Symbol& other = program_[read->symbol];
      return other.kind == SymbolKind::Let ? slope(other.value, symbol) : 0;
    }
    if (const auto* unary = std::get_if<Unary>(&expr.kind)) {
      return unary->op == UnaryOp::Minus ? negated(slope(unary->operand, symbol)) : std::nullopt;
    }
    if (const auto* binary = std::get_if<Binary>(&expr.kind)) {
      return slope_of_binary(*binary, symbol);
    }
    bool enters = false;
    for_each_expr(program_, id, [&](const Expr& inner) {
      const auto* read = std::get_if<Read>(&inner.kind);
      enters = enters || (read != nullptr && may_hold(read->symbol, symbol));
    });
    return enters ? Sign() : Sign(0);
  }

  bool may_hold(SymbolId read, SymbolId symbol) {
    return read == symbol || (program_[read].kind == SymbolKind::Let &&
                              reads_of(program_, program_[read].value).contains(symbol));
  }

  Sign slope_of_binary(const Binary& binary, SymbolId symbol) {
    const Sign left = slope(binary.lhs, symbol);
    const Sign right = slope(binary.rhs, symbol);
    if (binary.op == BinaryOp::Add) return both(left, right);
    if (binary.op == BinaryOp::Sub) return both(left, negated(right));
    if (!left || !right) return std::nullopt;
    if (*left == 0 && *right == 0) return 0;
    if (binary.op == BinaryOp::Mul && *right == 0) return times(left, sign_of(binary.rhs, left));
    if (binary.op == BinaryOp::Mul && *left == 0) return times(right, sign_of(binary.lhs, right));
    if (binary.op == BinaryOp::Div && *right == 0) return times(left, sign_of(binary.rhs, left));
    return std::nullopt;
  }

  // Of a factor: the sign it keeps between rest and threshold. Not asked where nothing enters.
  Sign sign_of(ExprId factor, Sign entering) {
    if (entering && *entering == 0) return 1;
    const auto rest = evaluate(program_, factor, rest_);
    const auto threshold = evaluate(program_, factor, at_threshold_);
    if (!rest || !threshold) return std::nullopt;
    if (*rest >= 0 && *threshold >= 0 && *rest + *threshold > 0) return 1;
    if (*rest <= 0 && *threshold <= 0 && *rest + *threshold < 0) return -1;
    return std::nullopt;
  }

  const Program& program_;
  const Component& component_;
  ExprId above_;
  ExprId threshold_;
  SymbolId membrane_;
  Bindings rest_;
  Bindings at_threshold_;
  std::map<SymbolId, Sign> known_;
  int depth_ = 0;
};

}  // namespace

Influence influence_of(const Program& program, SymbolId population, SymbolId input) {
  // Larger cells than any that was ever written take longer to look through than the look is worth.
  constexpr std::size_t kLargest = 2000;
  const Component& component = program.components[program[population].component];
  if (component.equations.size() + component.contributions.size() > kLargest) {
    return Influence::Unknown;
  }
  const Sign sign = InfluenceFinder(program, population).of(input);
  if (!sign || *sign == 0) return Influence::Unknown;
  return *sign > 0 ? Influence::Excites : Influence::Inhibits;
}

}  // namespace snn::model
