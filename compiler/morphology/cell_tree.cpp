#include "compiler/morphology/cell_tree.h"

#include <algorithm>
#include <cmath>

namespace snn::morphology {

std::size_t Part::node_at(double position) const {
  const auto segment = static_cast<std::size_t>(
      std::floor(std::clamp(position, 0.0, 1.0) * static_cast<double>(n_nodes)));
  return segment_of(std::min(segment, n_nodes - 1));
}

const Part* CellTree::find(SymbolId symbol) const {
  const auto found = std::ranges::find(parts, symbol, &Part::symbol);
  return found == parts.end() ? nullptr : &*found;
}

std::optional<std::size_t> CellTree::part_of_voltage(SymbolId voltage) const {
  const auto found = std::ranges::find(parts, voltage, &Part::voltage);
  if (found == parts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts.begin());
}

}  // namespace snn::morphology
