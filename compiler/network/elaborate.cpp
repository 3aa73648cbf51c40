#include "compiler/network/elaborate.h"

#include "compiler/network/builder.h"
#include "compiler/network/checks.h"

#include <utility>

namespace snn::network {
namespace {

constexpr double kDefaultStep = 0.1;  // ms
constexpr double kDefaultSeed = 1;

SymbolId built_in_index(const model::Program& program, std::string_view name) {
  for (std::size_t i = 0; i < program.symbols.size(); ++i) {
    const model::Symbol& symbol = program.symbols[SymbolId(i)];
    const bool is_built_in = symbol.kind == model::SymbolKind::Index && !symbol.span.is_valid();
    if (is_built_in && symbol.name == name) return SymbolId(i);
  }
  return {};
}

Plan build(const model::Program& program, Plan plan, model::NetworkId own,
           const model::Script& script, const ReadFile& read, diag::Diagnostics& diags) {
  const InstanceId first = plan.instances.push_back({"", {}, own, {}});
  plan.dt = Builder::implied(first, kDefaultStep);
  plan.seed = Builder::implied(first, kDefaultSeed);
  Builder builder{.program = program,
                  .read = read,
                  .diags = diags,
                  .plan = plan,
                  .bindings = {},
                  .declared = {},
                  .row = built_in_index(program, "i"),
                  .column = built_in_index(program, "j")};
  builder.bindings.push_back({});
  builder.declared.push_back({});
  add_instances(builder, script);
  add_globals(builder, script);
  add_populations(builder);
  add_projections(builder);
  add_drives(builder, script);
  check_reads(builder);
  return plan;
}

}  // namespace

Plan elaborate(const model::Program& program, const model::ExperimentDef& experiment,
               const ReadFile& read, diag::Diagnostics& diags) {
  Plan plan;
  plan.title = experiment.title;
  plan.experiment = &experiment;
  return build(program, std::move(plan), experiment.network, experiment.script, read, diags);
}

Plan elaborate(const model::Program& program, model::NetworkId network, const ReadFile& read,
               diag::Diagnostics& diags) {
  Plan plan;
  plan.title = program[program.networks[network].symbol].name;
  return build(program, std::move(plan), network, {}, read, diags);
}

}  // namespace snn::network
