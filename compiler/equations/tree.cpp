#include "compiler/equations/tree.h"

#include <fmt/format.h>

#include <numbers>
#include <utility>

namespace snn::equations {

using model::SymbolKind;
using morphology::PartKind;

std::optional<std::size_t> cable_of(const model::Program& program, const morphology::CellTree& tree,
                                    SymbolId variable) {
  const std::string& name = program[variable].name;
  for (std::size_t k = 0; k < tree.parts.size(); ++k) {
    const morphology::Part& part = tree.parts[k];
    if (part.kind == PartKind::Cable && name.starts_with(part.name + ".")) return k;
  }
  return std::nullopt;
}

std::string owner_of(std::string_view cable, std::string_view variable) {
  const std::size_t end = variable.find('.', cable.size() + 1);
  return std::string(end == std::string_view::npos ? cable : variable.substr(0, end));
}

std::vector<Site> make_sites(model::Program& program, const model::Component& component,
                             const CellOnTree& cell) {
  std::vector<Site> sites;
  for (const SitePlace& place : cell.places) {
    const morphology::Part& part = cell.tree.parts[place.part];
    const std::string at = fmt::format("{}[{:.12g}]", part.name, place.position);
    const auto own = [&](SymbolId original) {
      model::Symbol symbol = program[original];
      symbol.name = at + symbol.name.substr(part.name.size());
      return program.symbols.push_back(std::move(symbol));
    };
    Site site{.place = place, .voltage = own(part.voltage), .own = {}, .current = {}};
    for (const model::Variable& variable : component.variables) {
      const bool moves = variable.kind == SymbolKind::State || variable.kind == SymbolKind::Input ||
                         variable.kind == SymbolKind::Noise;
      const std::string name = program[variable.symbol].name;
      if (!moves || variable.symbol == part.voltage || !name.starts_with(part.name + ".")) continue;
      if (owner_of(part.name, name) == place.owner)
        site.own[variable.symbol] = own(variable.symbol);
    }
    sites.push_back(std::move(site));
  }
  return sites;
}

// R = R_a (L/2n) 4/(pi d^2)
ExprId half_resistance(Algebra& a, const morphology::Part& cable) {
  const double share = 2 / (static_cast<double>(cable.n_nodes) * std::numbers::pi);
  const ExprId over = a.multiply(expand(a, cable.diameter), expand(a, cable.diameter));
  const ExprId along = a.multiply(expand(a, cable.resistivity), expand(a, cable.length));
  return a.multiply(a.literal(share), a.divide(along, over));
}

ExprId segment_area(Algebra& a, const morphology::Part& cable) {
  const double share = std::numbers::pi / static_cast<double>(cable.n_nodes);
  return a.multiply(a.literal(share),
                    a.multiply(expand(a, cable.length), expand(a, cable.diameter)));
}

}  // namespace snn::equations
