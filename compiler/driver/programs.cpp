#include "compiler/driver/programs.h"

#include "compiler/ast/documentation.h"
#include "compiler/driver/cells.h"
#include "compiler/driver/diagnostics.h"
#include "compiler/driver/networks.h"
#include "compiler/driver/run_passes.h"
#include "compiler/equations/plan.h"
#include "compiler/equations/steady.h"
#include "compiler/ir/reasons.h"
#include "compiler/lower/lower.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace snn::driver {
namespace {

/// Components that are used twice in the same way are planned once.
class ArithmeticWriter {
 public:
  ArithmeticWriter(Session& session, model::Program& program, const network::Plan& plan)
      : session_(session), algebra_(program), plan_(plan) {}

  std::optional<lower::Arithmetic> write() {
    lower::Arithmetic arithmetic;
    for (std::size_t k = 0; k < plan_.populations.size(); ++k)
      arithmetic.cells.push_back(integration_of(network::PopulationId(k)));
    for (const network::Projection& projection : plan_.projections) {
      std::vector<lower::Integration> slots;
      if (projection.synapse)
        slots.push_back(integration_of(projection.synapse, plan_.method, projection.settings));
      for (const network::RuleUse& rule : projection.rules)
        slots.push_back(integration_of(rule.component, plan_.method, rule.settings));
      arithmetic.edges.push_back(std::move(slots));
    }
    if (!is_sound_) return std::nullopt;
    return arithmetic;
  }

 private:
  const network::Method& method_of(const network::Method& given) const {
    return given.solver.empty() ? plan_.method : given;
  }

  // Where something connects to cables differs between populations, and so may their segments.
  lower::Integration integration_of(network::PopulationId id) {
    const network::Population& population = plan_.populations[id];
    const network::Method& method = method_of(population.method);
    equations::Options options = options_of(method);
    const std::size_t n_errors = session_.diagnostics().n_errors();
    options.cell = cell_of(algebra_.program(), plan_, id, options, read_, session_.diagnostics());
    if (options.cell)
      return planned(population.component, options, at_rest_in(population.settings));
    if (session_.diagnostics().n_errors() == n_errors)
      return integration_of(population.component, population.method, population.settings);
    is_sound_ = false;
    return {};
  }

  using Symbols = std::set<model::SymbolId>;

  static Symbols at_rest_in(const std::vector<network::Setting>& settings) {
    Symbols at_rest;
    for (const network::Setting& setting : settings)
      if (setting.is_steady) at_rest.insert(setting.variable);
    return at_rest;
  }

  lower::Integration integration_of(model::ComponentId component, const network::Method& given,
                                    const std::vector<network::Setting>& settings) {
    const network::Method& method = method_of(given);
    const Symbols at_rest = at_rest_in(settings);
    const std::tuple key{component, method.solver, method.tolerance.expr, method.interpretation,
                         at_rest};
    if (const auto found = planned_.find(key); found != planned_.end()) return found->second;
    const lower::Integration integration = planned(component, options_of(method), at_rest);
    planned_[key] = integration;
    return integration;
  }

  lower::Integration planned(model::ComponentId component, const equations::Options& options,
                             const Symbols& at_rest) {
    lower::Integration integration;
    const equations::Plan plan = equations::plan(algebra_, component, options);
    if (plan.system.refusal.empty()) {
      integration.update = equations::update_of(algebra_, plan);
    } else {
      const model::Symbol& symbol = symbol_of(component);
      session_.diagnostics().emit(kNotIntegrated, symbol.span, symbol.name, plan.system.refusal);
      is_sound_ = false;
    }
    if (const auto why = why_not_as_asked(plan)) {
      const model::Symbol& symbol = symbol_of(component);
      session_.diagnostics().emit(kSolverRefused, symbol.span, plan.options.solver->name,
                                  symbol.name, *why);
      is_sound_ = false;
    }
    if (auto steady = equations::steady_of(algebra_, component, at_rest))
      integration.steady = std::move(*steady);
    return integration;
  }

  const model::Symbol& symbol_of(model::ComponentId component) {
    return algebra_.program()[algebra_.program().components[component].symbol];
  }

  /// What refused the method that was asked for, when no equation takes it.
  static std::optional<std::string> why_not_as_asked(const equations::Plan& plan) {
    const equations::Method* asked = plan.options.solver;
    if (asked == nullptr || plan.choices.empty()) return std::nullopt;
    std::string why;
    for (const equations::Choice& choice : plan.choices) {
      if (choice.method == asked) return std::nullopt;
      for (const equations::Refusal& refusal : choice.refusals)
        if (refusal.method == asked) why = refusal.why;
    }
    return why;
  }

  static equations::Options options_of(const network::Method& method) {
    equations::Options options;
    if (!method.solver.empty()) options.solver = equations::find_method(method.solver);
    options.tolerance = method.tolerance.expr;
    if (method.interpretation == "stratonovich")
      options.calculus = equations::Calculus::Stratonovich;
    return options;
  }

  using Key = std::tuple<model::ComponentId, std::string, model::ExprId, std::string,
                         std::set<model::SymbolId>>;

  Session& session_;
  morphology::ReadFile read_ = [this](source::FileId naming, const std::string& path) {
    return session_.read_data(naming, path);
  };
  equations::Algebra algebra_;
  const network::Plan& plan_;
  std::map<Key, lower::Integration> planned_;
  bool is_sound_ = true;
};

/// At level Ideal.
std::optional<ir::Program> lower_network(Session& session, Checked& checked,
                                         const network::Plan& plan) {
  const auto arithmetic = session.timed(
      "plan equations", [&] { return ArithmeticWriter(session, checked.model, plan).write(); });
  if (!arithmetic) return std::nullopt;
  const auto documentation = [&](source::SourceSpan declaration) -> std::string {
    for (const ast::Module& module : checked.tree.modules) {
      if (module.file.source == declaration.file)
        return ast::documentation(module.file, session.sources(), declaration);
    }
    return {};
  };
  return session.timed("lower", [&] {
    return lower::to_ir(checked.model, plan, *arithmetic, session.sources(), documentation,
                        session.diagnostics());
  });
}

}  // namespace

std::vector<ir::Program> compile(Session& session, Checked& checked,
                                 const CompileOptions& options) {
  std::vector<ir::Program> programs;
  if (!checked.is_sound) return programs;
  const std::size_t n_errors = session.diagnostics().n_errors();
  const std::vector<network::Plan> plans = session.timed("plan networks", [&] {
    return plan_networks(
        session, checked,
        {.experiment = options.experiment, .only = options.only, .precision = options.precision});
  });
  for (const network::Plan& plan : plans) {
    if (session.diagnostics().n_errors() > n_errors) break;
    std::optional<ir::Program> program = lower_network(session, checked, plan);
    if (!program) break;
    if (options.level != ir::Level::Ideal) {
      run_passes(session, *program, pipeline_of("2"),
                 {.precision = options.precision.empty() ? plan.precision : options.precision,
                  .print_after = options.print_after,
                  .show = options.show});
      ir::list_reasons(*program);
    }
    programs.push_back(std::move(*program));
  }
  return programs;
}

}  // namespace snn::driver
