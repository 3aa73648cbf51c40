// What the signs at the declared values say: states that run away or blow up, resets that spike for
// ever, rules that only potentiate, rates in the wrong unit.
//
// Everything here is a numerical look at the default values, so it only warns, and only where the
// look is conclusive.

#include "compiler/model/eval.h"
#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/model_checks.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

namespace snn::sema {
namespace {

using model::Bindings;
using model::ComponentKind;

// A typical membrane potential, for host variables whose value no mechanism knows.
constexpr double kTypicalVoltage = -65;

class Signs {
 public:
  Signs(Context& ctx, ComponentId id) : ctx_(ctx), component_(ctx.program.components[id]) {}

  void check() {
    bind_typical_values();
    for (const model::Equation& equation : component_.equations) {
      if (!is_own(ctx_, component_, equation.span) || !equation.subscripts.empty()) continue;
      check_growth(equation);
      check_slow_gate(equation);
    }
    if (component_.spike && is_own(ctx_, component_, component_.spike->span)) {
      check_reset();
      check_held();
    }
    if (component_.plastic) check_bounded();
  }

 private:
  std::optional<double> value(ExprId expr) const {
    return model::evaluate(ctx_.program, expr, typical_);
  }

  // States where they start, trains and inputs silent, what is given later at 1.
  void bind_typical_values() {
    for (const model::Variable& variable : component_.variables) {
      const model::Symbol& symbol = ctx_.program[variable.symbol];
      if (variable.kind == SymbolKind::Let) continue;
      if (variable.kind == SymbolKind::Param) {
        if (!variable.value) typical_[variable.symbol] = 1;
        continue;
      }
      typical_[variable.symbol] = 0;
      if (variable.kind == SymbolKind::State && variable.value) {
        typical_[variable.symbol] = value(variable.value).value_or(0);
      }
      const bool is_voltage =
          symbol.type.dim.is_concrete() && unit_of(ctx_, Type::real(symbol.type.dim)) == "mV";
      if (variable.kind == SymbolKind::HostVariable && is_voltage) {
        typical_[variable.symbol] = kTypicalVoltage;
      }
    }
    for (const model::Equation& equation : component_.equations) {
      for (const SymbolId read : model::reads_of(ctx_.program, equation.value)) {
        const SymbolKind kind = ctx_.program[read].kind;
        if (kind == SymbolKind::Train || kind == SymbolKind::Event) typical_[read] = 0;
      }
    }
  }

  // The derivative when the state has another value.
  std::optional<double> derivative_at(const model::Equation& equation, double at) const {
    Bindings bindings = typical_;
    bindings[equation.variable] = at;
    const auto right = model::evaluate(ctx_.program, equation.value, bindings);
    if (!right || !equation.coefficient) return right;
    const auto coefficient = model::evaluate(ctx_.program, equation.coefficient, bindings);
    if (!coefficient || *coefficient == 0) return std::nullopt;
    return *right / *coefficient;
  }

  bool is_reset(SymbolId variable) const {
    if (!component_.spike || !component_.spike->has_reset) return false;
    bool found = false;
    model::for_each_stmt(ctx_.program, component_.spike->reset, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      if (assign != nullptr && assign->target == variable) found = true;
    });
    return found;
  }

  void check_growth(const model::Equation& equation) {
    if (equation.order != 1 || ctx_.program[equation.variable].type.length != 0) return;
    constexpr double kFar = 1e6;
    const auto at_zero = derivative_at(equation, 0);
    const auto at_far = derivative_at(equation, kFar);
    const auto at_farther = derivative_at(equation, 2 * kFar);
    if (!at_zero || !at_far || !at_farther || std::isnan(*at_far) || std::isnan(*at_farther)) {
      return;
    }
    const double rise = *at_far - *at_zero;
    const double next_rise = *at_farther - *at_zero;
    // Twice as far, a line rises twice as much; a square four times.
    const bool is_linear = std::abs(next_rise - 2 * rise) <= 1e-6 * std::abs(rise);
    const bool is_superlinear = *at_far > 0 && (next_rise > 3 * rise || std::isinf(*at_far));
    if (is_linear && rise > 0) report_runaway(equation);
    if (is_superlinear && !is_reset(equation.variable)) report_blow_up(equation);
  }

  void report_runaway(const model::Equation& equation) {
    const model::Symbol& symbol = ctx_.program[equation.variable];
    const SourceSpan span = ctx_.program.exprs[equation.value].span;
    ctx_.diags->emit(kRunsAway, equation.lhs_span, symbol.name, symbol.name)
        .label(span, fmt::format("grows with `{}`", symbol.name))
        .help(
            fmt::format("is the sign of the relaxation flipped? a state that relaxes has `- {}` on "
                        "the right",
                        symbol.name));
  }

  void report_blow_up(const model::Equation& equation) {
    // Processes that a spike stops are fine even when the reset only subtracts.
    const model::Symbol& symbol = ctx_.program[equation.variable];
    if (component_.kind != ComponentKind::Neuron) return;
    ctx_.diags->emit(kBlowsUp, equation.lhs_span, symbol.name, growing_term(equation))
        .help(fmt::format("add a threshold and a reset: `spike when {0} >= … {{ {0} = … }}`",
                          symbol.name));
  }

  std::string growing_term(const model::Equation& equation) const {
    std::string term = "it grows faster than itself";
    model::for_each_expr(ctx_.program, equation.value, [&](const model::Expr& expr) {
      const auto* binary = std::get_if<model::Binary>(&expr.kind);
      const bool is_power = binary != nullptr && binary->op == model::BinaryOp::Pow &&
                            reads(binary->lhs, equation.variable);
      const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind);
      const bool is_exp = call != nullptr && call->intrinsic == model::Intrinsic::Exp &&
                          reads(call->args[0].value, equation.variable);
      if (is_power || is_exp) term = fmt::format("the term `{}`", excerpt(ctx_, expr.span));
    });
    return term;
  }

  bool reads(ExprId expr, SymbolId symbol) const {
    return model::reads_of(ctx_.program, expr).contains(symbol);
  }

  // A gate whose rate is written per second where the literature writes per millisecond.
  void check_slow_gate(const model::Equation& equation) {
    const bool is_cell =
        component_.kind == ComponentKind::Neuron || component_.kind == ComponentKind::Mechanism;
    const model::Symbol& gate = ctx_.program[equation.variable];
    if (!is_cell || equation.coefficient || !gate.type.dim.is_plain()) return;
    std::set<ExprId> looked_at{equation.value};
    for (const SymbolId read : model::reads_of(ctx_.program, equation.value)) {
      const model::Symbol& symbol = ctx_.program[read];
      if (symbol.kind == SymbolKind::Let && symbol.value) looked_at.insert(symbol.value);
    }
    for (const ExprId root : looked_at) {
      model::for_each_expr(ctx_.program, root,
                           [&](const model::Expr& expr) { check_rate_literal(expr, gate); });
    }
  }

  void check_rate_literal(const model::Expr& expr, const model::Symbol& gate) {
    const auto* literal = std::get_if<model::Literal>(&expr.kind);
    constexpr double kSlowestGate = 0.01;  // per ms
    const bool is_rate = literal != nullptr && expr.type.dim == per_time() &&
                         (expr.type.unit == "Hz" || expr.type.unit == "per s");
    if (!is_rate || literal->value <= 0 || literal->value >= kSlowestGate) return;
    if (!is_own(ctx_, component_, expr.span)) return;
    const Type seconds = time_type("s");
    const std::string number(ctx_.text(expr.span).substr(0, ctx_.text(expr.span).find(' ')));
    ctx_.diags
        ->emit(kSlowGate, expr.span, excerpt(ctx_, expr.span), gate.name,
               value_text(ctx_, 1 / literal->value, seconds))
        .fix(fmt::format("write `{} per ms`", number), expr.span, fmt::format("{} per ms", number));
  }

  // ---- spikes -----------------------------------------------------------------------------------

  // The condition as `lhs >= rhs`, when it is one comparison.
  const model::Binary* comparison() const {
    const auto* binary =
        std::get_if<model::Binary>(&ctx_.program[component_.spike->condition].kind);
    if (binary == nullptr) return nullptr;
    const bool is_order = binary->op == model::BinaryOp::Gt || binary->op == model::BinaryOp::Ge ||
                          binary->op == model::BinaryOp::Lt || binary->op == model::BinaryOp::Le;
    return is_order ? binary : nullptr;
  }

  // After the assignments of the reset, with nothing but declared values known: still above?
  void check_reset() {
    const model::SpikeRule& spike = *component_.spike;
    const model::Binary* condition = comparison();
    if (spike.is_rate || !spike.has_reset || condition == nullptr) return;
    Bindings after;
    ExprId assigned;
    for (const model::StmtId id : spike.reset) {
      const auto* assign = std::get_if<model::Assign>(&ctx_.program[id].kind);
      if (assign == nullptr) return;
      if (assign->op != model::AssignOp::Set) continue;
      const auto known = model::evaluate(ctx_.program, assign->value, after);
      if (!known) continue;
      after[assign->target] = *known;
      if (reads(condition->lhs, assign->target)) assigned = assign->value;
    }
    const auto holds = model::evaluate(ctx_.program, spike.condition, after);
    if (!assigned || !holds || *holds == 0) return;
    const auto left = model::evaluate(ctx_.program, condition->lhs, after);
    const auto right = model::evaluate(ctx_.program, condition->rhs, after);
    if (!left || !right) return;
    const SourceSpan right_span = ctx_.program.exprs[condition->rhs].span;
    const std::string story = fmt::format(
        "{} {} {}", named_value(ctx_.program.exprs[assigned].span, *left, condition->lhs),
        sign_of(condition->op), named_value(right_span, *right, condition->rhs));
    const SourceSpan span = ctx_.program.exprs[spike.condition].span;
    ctx_.diags->emit(kSpikesForever, span, story)
        .label(ctx_.program.exprs[assigned].span, "the reset")
        .help(fmt::format("reset to a value at which `{}` is false", excerpt(ctx_, span)));
  }

  static std::string_view sign_of(model::BinaryOp op) {
    return op == model::BinaryOp::Gt   ? ">"
           : op == model::BinaryOp::Ge ? "≥"
           : op == model::BinaryOp::Lt ? "<"
                                       : "≤";
  }

  // "V_r = -45 mV", or the value alone when that is what was written.
  std::string named_value(SourceSpan written, double value, ExprId typed) const {
    const std::string name = excerpt(ctx_, written);
    const std::string text = value_text(ctx_, value, ctx_.type_of(typed));
    return name == text ? text : fmt::format("{} = {}", name, text);
  }

  void check_held() {
    const model::SpikeRule& spike = *component_.spike;
    if (!spike.has_refractory || spike.is_until || spike.is_rate) return;
    const auto duration = value(spike.refractory);
    if (duration && *duration <= 0) return;
    for (const model::StmtId id : spike.reset) {
      const auto* assign = std::get_if<model::Assign>(&ctx_.program[id].kind);
      const bool is_membrane = assign != nullptr && assign->op == model::AssignOp::Set &&
                               reads(spike.condition, assign->target) &&
                               has_equation(assign->target);
      if (!is_membrane || std::ranges::find(spike.held, assign->target) != spike.held.end()) {
        continue;
      }
      const SourceSpan period = ctx_.program.exprs[spike.refractory].span;
      const std::string text = duration
                                   ? value_text(ctx_, *duration, ctx_.type_of(spike.refractory))
                                   : excerpt(ctx_, period);
      const std::string& name = ctx_.program[assign->target].name;
      const bool holds_others = !spike.held.empty();
      const SourceSpan before = holds_others ? spike.held_span : period;
      ctx_.diags->emit(kNotHeld, ctx_.program[id].span, name, text)
          .fix(fmt::format("add `hold {}` for the textbook neuron", name),
               {before.file, before.end, before.end},
               fmt::format("{}{}", holds_others ? ", " : " hold ", name));
    }
  }

  bool has_equation(SymbolId variable) const {
    return std::ranges::any_of(component_.equations,
                               [&](const auto& e) { return e.variable == variable; });
  }

  // ---- plasticity
  // ---------------------------------------------------------------------------------

  // A rule all of whose changes go up, on a parameter that nothing stops.
  void check_bounded() {
    const model::Variable& host = *ctx_.program.find_variable(component_.plastic);
    if (host.bounds) {
      const auto high = constant_value(ctx_, host.bounds->high);
      if (!high || !std::isinf(*high)) return;
    }
    Bindings active = typical_;
    for (const model::Variable& variable : component_.variables) {
      if (variable.kind == SymbolKind::State) active[variable.symbol] = 1;
    }
    active[component_.plastic] = 1;
    int n_rises = 0;
    bool can_fall = false;
    const auto look = [&](ExprId expr, bool is_negated) {
      const auto change = model::evaluate(ctx_.program, expr, active);
      const bool rises = change && (is_negated ? *change < 0 : *change > 0);
      n_rises += rises ? 1 : 0;
      can_fall = can_fall || !rises;
    };
    for (const model::Equation& equation : component_.equations) {
      if (equation.variable == component_.plastic) look(equation.value, false);
    }
    for (const model::Handler& handler : component_.handlers) {
      model::for_each_stmt(ctx_.program, handler.block, [&](const model::Stmt& stmt) {
        const auto* assign = std::get_if<model::Assign>(&stmt.kind);
        if (assign == nullptr || assign->target != component_.plastic) return;
        const bool adds = assign->op == model::AssignOp::Add || assign->op == model::AssignOp::Sub;
        if (!adds) can_fall = true;
        if (adds) look(assign->value, assign->op == model::AssignOp::Sub);
      });
    }
    if (n_rises == 0 || can_fall) return;
    const model::Symbol& symbol = ctx_.program[component_.plastic];
    ctx_.diags->emit(kUnbounded, symbol.span, symbol.name)
        .help(fmt::format("give it an upper bound: `on {}: target in [0, w_max]`", symbol.name));
  }

  Context& ctx_;
  const model::Component& component_;
  Bindings typical_;
};

}  // namespace

void check_signs(Context& ctx, ComponentId component) {
  Signs(ctx, component).check();
}

}  // namespace snn::sema
