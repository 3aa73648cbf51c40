#include "compiler/driver/cells.h"

#include <algorithm>

namespace snn::driver {
namespace {

using equations::CellOnTree;
using equations::SitePlace;

bool wants_tree(const equations::Options& options) {
  return options.solver != nullptr && options.solver->is_of_trees;
}

model::Bindings values_of(const model::Program& program, const network::Population& population) {
  model::Bindings values;
  for (const network::Setting& setting : population.settings) {
    if (program[setting.variable].kind != model::SymbolKind::Param) continue;
    const bool is_shared = setting.spread == network::Spread::Shared && !setting.is_draw;
    values[setting.variable] = is_shared ? setting.value.known : std::nullopt;
  }
  return values;
}

class SiteFinder {
 public:
  SiteFinder(const model::Program& program, CellOnTree& cell) : program_(program), cell_(cell) {}

  void add(const network::Target& target, model::SymbolId port) {
    if (!target.cable) return;
    const auto part = std::ranges::find(cell_.tree.parts, target.cable, &morphology::Part::symbol);
    if (part == cell_.tree.parts.end()) return;
    SitePlace place;
    place.part = static_cast<std::size_t>(part - cell_.tree.parts.begin());
    place.position = target.position.known.value_or(0);
    place.node = part->node_at(place.position);
    place.owner = equations::owner_of(part->name, program_[port].name);
    const bool is_known = std::ranges::any_of(cell_.places, [&](const SitePlace& known) {
      return known.part == place.part && known.node == place.node && known.owner == place.owner;
    });
    if (!is_known) cell_.places.push_back(std::move(place));
  }

 private:
  const model::Program& program_;
  CellOnTree& cell_;
};

}  // namespace

std::optional<CellOnTree> cell_of(const model::Program& program, const network::Plan& plan,
                                  network::PopulationId id, const equations::Options& options,
                                  const morphology::ReadFile& read, diag::Diagnostics& diags) {
  const network::Population& population = plan.populations[id];
  const model::Bindings values = values_of(program, population);
  auto tree = morphology::tree_of({program, program.components[population.component], values, read},
                                  wants_tree(options), diags);
  if (!tree) return std::nullopt;
  CellOnTree cell{.tree = std::move(*tree), .places = {}};
  SiteFinder finder(program, cell);
  for (const network::Projection& projection : plan.projections) {
    if (projection.target.cells.population != id) continue;
    if (projection.target.port) finder.add(projection.target, projection.target.port);
    for (const network::Inject& inject : projection.injections)
      finder.add(projection.target, inject.port);
  }
  for (const network::Drive& drive : plan.drives) {
    if (drive.target.cells.population == id) finder.add(drive.target, drive.target.port);
  }
  return cell;
}

std::optional<CellOnTree> cell_of(const model::Program& program, model::ComponentId component,
                                  const equations::Options& options,
                                  const morphology::ReadFile& read, diag::Diagnostics& diags) {
  const model::Bindings values;
  auto tree = morphology::tree_of({program, program.components[component], values, read},
                                  wants_tree(options), diags);
  if (!tree) return std::nullopt;
  return CellOnTree{.tree = std::move(*tree), .places = {}};
}

}  // namespace snn::driver
