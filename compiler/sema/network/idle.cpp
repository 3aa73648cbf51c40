// Populations that take no part in anything.

#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/network/uses.h"

#include <set>
#include <variant>
#include <vector>

namespace snn::sema {
namespace {

class ActiveCells {
 public:
  explicit ActiveCells(const Context& ctx) : ctx_(ctx) {
    for (const model::NetworkDef& network : ctx.program.networks) {
      for (const model::ProjectionDef& projection : network.projections) {
        add(projection.from);
        add(projection.to);
      }
      for (const model::DriveDef& drive : network.drives)
        add(drive.targets);
    }
    for (const model::ExperimentDef& experiment : ctx.program.experiments)
      add_script(experiment.script);
    for (const model::TrainDef& train : ctx.program.trainings) {
      for (const model::FeedDef& feed : train.feeds)
        active_.insert(feed.target.population);
    }
  }

  // Connected, driven, fed, or mentioned where something is recorded, expected or set; or heard by
  // everyone, because it sends events.
  [[nodiscard]] bool has(const model::PopulationDef& population) const {
    return active_.contains(population.symbol) || ctx_.was_read(population.symbol) ||
           sends_events(population.model);
  }

 private:
  [[nodiscard]] bool sends_events(SymbolId model) const {
    const model::ComponentId id = ctx_.program[model].component;
    if (!id) return false;
    bool sends = false;
    const auto look = [&](const model::Block& block) {
      model::for_each_stmt(ctx_.program, block, [&](const model::Stmt& stmt) {
        sends = sends || std::holds_alternative<model::Emit>(stmt.kind);
      });
    };
    const model::Component& component = ctx_.program.components[id];
    for (const model::Handler& handler : component.handlers)
      look(handler.block);
    if (component.spike) look(component.spike->reset);
    return sends;
  }

  void add(const std::vector<model::EndpointRef>& endpoints) {
    for (const model::EndpointRef& endpoint : endpoints)
      active_.insert(endpoint.population);
  }

  void add_script(const model::Script& script) {
    for (const model::StepId id : script) {
      const auto& kind = ctx_.program.steps[id].kind;
      if (const auto* step = std::get_if<model::DriveStep>(&kind)) add(step->drive.targets);
      if (const auto* step = std::get_if<model::AtStep>(&kind)) add_script(step->script);
      if (const auto* step = std::get_if<model::SweepStep>(&kind)) add_script(step->script);
      if (const auto* step = std::get_if<model::RepeatStep>(&kind)) add_script(step->script);
    }
  }

  const Context& ctx_;
  std::set<SymbolId> active_;
};

}  // namespace

void check_idle(Context& ctx) {
  // What connects it may be among what could not be read.
  if (ctx.is_damaged) return;
  const ActiveCells active(ctx);
  for (const model::NetworkDef& network : ctx.program.networks) {
    for (const model::PopulationDef& population : network.populations) {
      const model::Symbol& symbol = ctx.program[population.symbol];
      if (symbol.type.is_error() || active.has(population)) continue;
      ctx.diags->emit(kIdlePopulation, symbol.span, symbol.name)
          .help("add the missing `connect` or `drive`, or remove the population");
    }
  }
}

}  // namespace snn::sema
