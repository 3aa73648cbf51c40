#include "compiler/model/program.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace snn::model {
namespace {

template <class Def>
const Def* find(const std::vector<Def>& defs, SymbolId id) {
  const auto found = std::ranges::lower_bound(defs, id, std::less<>(), &Def::symbol);
  return found == defs.end() || found->symbol != id ? nullptr : &*found;
}

}  // namespace

const Variable* Program::find_variable(SymbolId id) const {
  const Symbol& symbol = symbols[id];
  if (symbol.variable == Symbol::kNoVariable) return nullptr;
  return &components[symbol.component].variables[symbol.variable];
}

Variable* Program::find_variable(SymbolId id) {
  const Symbol& symbol = symbols[id];
  if (symbol.variable == Symbol::kNoVariable) return nullptr;
  return &components[symbol.component].variables[symbol.variable];
}

const PopulationDef* Program::find_population(SymbolId id) const {
  const NetworkId network = symbols[id].network;
  if (symbols[id].kind != SymbolKind::Population || !network.is_valid()) return nullptr;
  return find(networks[network].populations, id);
}

PopulationDef* Program::find_population(SymbolId id) {
  return const_cast<PopulationDef*>(std::as_const(*this).find_population(id));
}

const GroupDef* Program::find_group(SymbolId id) const {
  const NetworkId network = symbols[id].network;
  if (symbols[id].kind != SymbolKind::Group || !network.is_valid()) return nullptr;
  return find(networks[network].groups, id);
}

GroupDef* Program::find_group(SymbolId id) {
  return const_cast<GroupDef*>(std::as_const(*this).find_group(id));
}

}  // namespace snn::model
