#include "compiler/driver/solver_report.h"

#include "compiler/driver/cells.h"
#include "compiler/equations/plan.h"
#include "compiler/equations/print.h"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <utility>
#include <vector>

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

/// A population that asks for a method of its own.
struct Asked {
  const model::PopulationDef& population;
  equations::Options options;
};

std::vector<Asked> populations_that_ask(const Session& session, const model::Program& program) {
  std::vector<Asked> found;
  for (const model::NetworkDef& network : program.networks) {
    for (const model::PopulationDef& population : network.populations) {
      if (!session.is_users(population.model_span.file)) continue;
      equations::Options options = equations::options_of(program, population.settings);
      const bool asks = options.solver != nullptr || options.calculus != equations::Calculus::Ito;
      if (asks) found.push_back({population, std::move(options)});
    }
  }
  return found;
}

// One paragraph for each model of the user's, and each that a network of the user's puts to use.
std::string report_of_each(
    Session& session, Checked& checked,
    const std::function<std::string(equations::Algebra&, const equations::Plan&)>& paragraph) {
  model::Program& program = checked.model;
  const std::set<model::SymbolId> used = models_in_use(session, program);
  equations::Algebra algebra(program);
  const morphology::ReadFile read = [&](source::FileId naming, const std::string& path) {
    return session.read_data(naming, path);
  };
  std::string text;
  for (std::size_t i = 0; i < program.components.size(); ++i) {
    const model::ComponentId id(i);
    const model::Component& component = program.components[id];
    // A mechanism is integrated with the neuron that it is put into.
    if (component.kind == model::ComponentKind::Mechanism) continue;
    const model::SymbolId name = component.symbol;
    if (!session.is_users(program[name].span.file) && !used.contains(name)) continue;
    if (!text.empty()) text += '\n';
    equations::Options options;
    options.cell = cell_of(program, id, options, read, session.diagnostics());
    text += std::string(program[name].name) + '\n' +
            paragraph(algebra, equations::plan(algebra, id, options));
  }
  for (const Asked& asked : populations_that_ask(session, program)) {
    const model::ComponentId id = program[asked.population.model].component;
    text += fmt::format("\n{}, as `{}` asks\n", program[asked.population.model].name,
                        program[asked.population.symbol].name);
    equations::Options options = asked.options;
    options.cell = cell_of(program, id, options, read, session.diagnostics());
    text += paragraph(algebra, equations::plan(algebra, id, options));
  }
  return text;
}

}  // namespace

std::string solver_report(Session& session, Checked& checked) {
  return report_of_each(session, checked, [](auto& algebra, const equations::Plan& plan) {
    return equations::explain(algebra.program(), plan);
  });
}

std::string update_report(Session& session, Checked& checked) {
  return report_of_each(session, checked, [](auto& algebra, const equations::Plan& plan) {
    if (!plan.system.refusal.empty()) {
      return fmt::format("  cannot be integrated: {}\n", plan.system.refusal);
    }
    return equations::print(algebra.program(), equations::update_of(algebra, plan));
  });
}

}  // namespace snn::driver
