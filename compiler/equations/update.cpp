// The plan of choices, written out: each method adds its part, then all is put in order.
#include "compiler/equations/methods/exact_solution.h"
#include "compiler/equations/plan.h"
#include "compiler/support/check.h"

#include <algorithm>
#include <memory>
#include <set>

namespace snn::equations {
namespace {

void write_step(Algebra& algebra, const Plan& plan, UpdatePlan& update, Step& step, Names& names) {
  const Structure structure = structure_of(algebra, plan.system);
  Writer writer(algebra, plan.system, structure, update, step, names);
  writer.tolerance = plan.options.tolerance;
  std::unique_ptr<ExactSolution> exact;
  const auto choice = std::ranges::find(plan.choices, &kExactLinear, &Choice::method);
  if (choice != plan.choices.end()) {
    exact = std::make_unique<ExactSolution>(writer, choice->equations);
    writer.exact = exact.get();
  }
  for (const Choice& each : plan.choices)
    each.method->build(writer, each.equations);
  std::ranges::sort(step.results, {}, &NewValue::variable);
}

std::set<SymbolId> held_states(const model::Program& program, const OdeSystem& system) {
  const model::Component& component = program.components[system.component];
  if (!component.spike || !component.spike->has_refractory) return {};
  std::set<SymbolId> held{component.spike->held.begin(), component.spike->held.end()};
  for (const ArrayElement& element : system.elements)
    if (held.contains(element.array)) held.insert(element.symbol);
  return held;
}

bool reads_any(const model::Program& program, const OdeSystem& system,
               const std::set<SymbolId>& held) {
  const auto reads = [&](ExprId expr) {
    const std::set<SymbolId> symbols = symbols_in(program, expr);
    return std::ranges::any_of(symbols, [&](SymbolId symbol) { return held.contains(symbol); });
  };
  return std::ranges::any_of(system.equations, [&](const OdeEquation& equation) {
    return reads(equation.drift) ||
           std::ranges::any_of(equation.diffusions,
                               [&](const ImpulseTerm& term) { return reads(term.factor); });
  });
}

// What the modeller calls a value, a plan calls so too.
Names names_of_lets(Algebra& algebra, const model::Component& component) {
  Names names;
  for (const model::Variable& variable : component.variables) {
    if (variable.kind != model::SymbolKind::Let || !variable.value.is_valid()) continue;
    names.try_emplace(expand(algebra, variable.value), algebra.program()[variable.symbol].name);
  }
  return names;
}

}  // namespace

UpdatePlan update_of(Algebra& algebra, const Plan& plan) {
  SNN_CHECK(plan.system.refusal.empty(), "a system that nothing integrates has no arithmetic");
  UpdatePlan update;
  Names names = names_of_lets(algebra, algebra.program().components[plan.system.component]);
  write_step(algebra, plan, update, update.step, names);
  const std::set<SymbolId> held = held_states(algebra.program(), plan.system);
  const OdeSystem others = without(plan.system, held);
  update.tree = plan.system.tree;
  if (!held.empty() && !update.tree && reads_any(algebra.program(), others, held)) {
    const Plan refractory = equations::plan(algebra, others, plan.options);
    SNN_CHECK(refractory.system.refusal.empty(),
              "what is integrated with the held states is not "
              "without them: {}",
              refractory.system.refusal);
    write_step(algebra, refractory, update, update.refractory.emplace(), names);
  }
  update.elements = plan.system.elements;
  for (const OdeEquation& equation : plan.system.equations) {
    if (held.contains(equation.variable.symbol)) update.held.push_back(equation.variable);
    for (const ImpulseTerm& term : equation.jumps)
      update.jumps.push_back({equation.variable, term.source, term.factor});
  }
  arrange(algebra, update, names);
  return update;
}

}  // namespace snn::equations
