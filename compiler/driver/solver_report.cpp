#include "compiler/driver/solver_report.h"

#include "compiler/equations/plan.h"

#include <set>

namespace snn::driver {
namespace {

// The models that the user's networks put to use, wherever they are declared.
std::set<model::SymbolId> models_in_use(const Session& session, const model::Program& program) {
  std::set<model::SymbolId> used;
  for (const model::NetworkDef& network : program.networks) {
    for (const model::PopulationDef& population : network.populations) {
      if (session.is_users(population.model_span.file)) used.insert(population.model);
    }
    for (const model::ProjectionDef& projection : network.projections) {
      if (!session.is_users(projection.span.file)) continue;
      used.insert(projection.synapse);
      for (const model::RuleUse& rule : projection.rules)
        used.insert(rule.model);
    }
  }
  return used;
}

}  // namespace

std::string solver_report(const Session& session, Checked& checked) {
  model::Program& program = checked.model;
  const std::set<model::SymbolId> used = models_in_use(session, program);
  equations::Algebra algebra(program);
  std::string text;
  for (std::size_t i = 0; i < program.components.size(); ++i) {
    const model::ComponentId id(i);
    const model::Component& component = program.components[id];
    // A mechanism is integrated with the neuron that it is put into.
    if (component.kind == model::ComponentKind::Mechanism) continue;
    const model::Symbol& symbol = program[component.symbol];
    if (!session.is_users(symbol.span.file) && !used.contains(component.symbol)) continue;
    if (!text.empty()) text += '\n';
    text += equations::explain(program, equations::plan(algebra, id));
  }
  return text;
}

}  // namespace snn::driver
