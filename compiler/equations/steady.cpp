#include "compiler/equations/steady.h"

#include "compiler/equations/newton.h"
#include "compiler/equations/symbolic/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace snn::equations {
namespace {

/// A state at rest: `drift` is to be 0.
struct AtRest {
  SymbolId state;
  ExprId drift;
};

class SteadyBuilder {
 public:
  SteadyBuilder(Algebra& algebra, model::ComponentId component, std::set<SymbolId> at_rest)
      : a_(algebra), component_(component), at_rest_(std::move(at_rest)) {}

  std::optional<SteadyPlan> build() {
    find_unknowns();
    if (unknowns_.empty()) return std::nullopt;
    while (solve_one()) {
    }
    seek_rest();
    for (auto solved = solved_.rbegin(); solved != solved_.rend(); ++solved)
      values_[solved->first] = substitute(a_, solved->second, values_);
    for (const auto& [state, value] : values_)
      plan_.results.push_back({{state}, value});
    arrange(a_, plan_, {});
    return std::move(plan_);
  }

 private:
  // Or the array whose element it is.
  bool is_steady(SymbolId state) const {
    const SymbolId array = a_.program()[state].origin;
    return at_rest_.contains(array ? array : state);
  }

  // Of an equation of higher order, the last: there all derivatives are 0.
  void find_unknowns() {
    const OdeSystem system = system_of(a_, component_);
    std::map<StateVariable, ExprId> at_rest;
    for (const OdeEquation& equation : system.equations) {
      if (is_steady(equation.variable.symbol) && equation.variable.derivative > 0)
        at_rest[equation.variable] = a_.literal(0);
    }
    for (const OdeEquation& equation : system.equations) {
      const SymbolId state = equation.variable.symbol;
      if (!is_steady(state)) continue;
      const StateVariable next{state, equation.variable.derivative + 1};
      if (system.index_of(next)) continue;
      unknowns_.push_back({state, substitute(a_, equation.drift, at_rest)});
    }
  }

  std::size_t n_unknowns_in(ExprId expr, SymbolId except) const {
    const std::set<SymbolId> reads = symbols_in(a_.program(), expr);
    return static_cast<std::size_t>(std::ranges::count_if(unknowns_, [&](const AtRest& each) {
      return each.state != except && reads.contains(each.state);
    }));
  }

  // A state that is linear in itself is solved for and put into the others: a gate becomes its
  // steady value as a function of the voltage. Those that need the fewest others go first.
  bool solve_one() {
    const AtRest* chosen = nullptr;
    std::size_t fewest = 0;
    for (const AtRest& candidate : unknowns_) {
      const auto form = linear_in(a_, candidate.drift, {{candidate.state}});
      if (!form || form->slopes.empty()) continue;
      const std::size_t n_others = n_unknowns_in(candidate.drift, candidate.state);
      if (chosen != nullptr && n_others >= fewest) continue;
      chosen = &candidate;
      fewest = n_others;
    }
    if (chosen == nullptr) return false;
    const SymbolId state = chosen->state;
    const LinearForm form = *linear_in(a_, chosen->drift, {{state}});
    const ExprId value = a_.negate(a_.divide(form.rest, form.slopes.begin()->second));
    solved_.emplace_back(state, value);
    std::erase_if(unknowns_, [&](const AtRest& each) { return each.state == state; });
    for (AtRest& other : unknowns_)
      other.drift = substitute(a_, other.drift, std::map<SymbolId, ExprId>{{state, value}});
    return true;
  }

  void seek_rest() {
    if (unknowns_.empty()) return;
    std::string names;
    std::map<SymbolId, ExprId> sought;
    std::vector<Unknown> residuals;
    for (const AtRest& each : unknowns_) {
      const model::Symbol state = a_.program()[each.state];
      names += (names.empty() ? "`" : ", `") + state.name + "`";
      const SymbolId symbol = a_.make_local(state.name + " at rest", state.type);
      sought[each.state] = values_[each.state] = a_.read(symbol);
      residuals.push_back({symbol, a_.literal(0), {}});
    }
    for (std::size_t i = 0; i < residuals.size(); ++i)
      residuals[i].residual = substitute(a_, unknowns_[i].drift, sought);
    const bool has_array = std::ranges::any_of(
        unknowns_, [&](const AtRest& each) { return !a_.program()[each.state].type.is_scalar(); });
    if (has_array) {
      plan_.refusal = fmt::format(
          "steady values of the array {} would take a search for each element; give numbers",
          names);
      return;
    }
    auto loop =
        newton(a_, residuals, fmt::format("no steady value of {} was found; give a number", names));
    if (loop) {
      plan_.statements.push_back({std::move(*loop)});
    } else {
      plan_.refusal = fmt::format(
          "the equation of {} has steps in it, so Newton's method cannot "
          "find its steady value; give a number",
          names);
    }
  }

  Algebra& a_;
  model::ComponentId component_;
  std::set<SymbolId> at_rest_;
  std::vector<AtRest> unknowns_;
  std::vector<std::pair<SymbolId, ExprId>> solved_;
  std::map<SymbolId, ExprId> values_;
  SteadyPlan plan_;
};

}  // namespace

std::optional<SteadyPlan> steady_of(Algebra& algebra, model::ComponentId component) {
  std::set<SymbolId> declared;
  const model::Program& program = algebra.program();
  for (const model::Variable& variable : program.components[component].variables) {
    const bool is_steady = variable.value.is_valid() &&
                           std::holds_alternative<model::SteadyValue>(program[variable.value].kind);
    if (is_steady) declared.insert(variable.symbol);
  }
  return steady_of(algebra, component, std::move(declared));
}

std::optional<SteadyPlan> steady_of(Algebra& algebra, model::ComponentId component,
                                    std::set<SymbolId> at_rest) {
  return SteadyBuilder(algebra, component, std::move(at_rest)).build();
}

}  // namespace snn::equations
