#include "compiler/morphology/cell_tree.h"

#include <algorithm>
#include <cmath>

namespace snn::morphology {

std::vector<Run> Part::runs() const {
  if (shape) return shape->runs;
  return {{0, n_nodes, {}}};
}

std::size_t Part::node_at(double position) const {
  if (shape) {
    const auto stop = std::ranges::lower_bound(shape->stops, position, {}, &Shape::Stop::end);
    return stop == shape->stops.end() ? shape->stops.back().node : stop->node;
  }
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
