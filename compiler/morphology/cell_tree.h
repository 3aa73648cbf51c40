#pragma once
// A cell of several parts as a tree of nodes, each with one voltage: compartments have one node,
// cables one for each segment. Currents along the tree are implicit, so they are solved together.

#include "compiler/model/program.h"
#include "compiler/morphology/shape.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace snn::morphology {

using model::ExprId;
using model::SymbolId;

/// How a part hangs on an earlier one.
struct Link {
  std::size_t part = 0;
  std::size_t node = 0;  // of that part
  /// What lies between: half a segment of either part, or a conductance that is given.
  bool has_own_half = false;
  bool has_other_half = false;
  ExprId conductance;
};

enum class PartKind {
  Compartment,
  Cable,
  Meeting,  // where three or more ends of cables meet: a node without capacitance
};

struct Part {
  PartKind kind = PartKind::Compartment;
  SymbolId symbol;  // none of a meeting
  std::string name;
  /// Variables of a compartment or cable: its voltage, its current, and of a cable the current per
  /// area.
  SymbolId voltage;
  SymbolId current;
  SymbolId density;
  /// Settings of a cable.
  ExprId length;
  ExprId diameter;
  ExprId resistivity;
  ExprId capacitance;
  std::size_t n_nodes = 1;
  std::size_t first = 0;  // the number of its first node in the cell
  /// Nodes are counted from the one that is nearest to the root.
  bool is_reversed = false;
  std::optional<Link> link;
  std::optional<Shape> shape;  // of a cable from a file; then a node may hang on any earlier one

  /// Where its nodes hang one on another.
  [[nodiscard]] std::vector<Run> runs() const;

  /// The node that holds a position from 0 to 1.
  [[nodiscard]] std::size_t node_at(double position) const;
  /// The segment that a node stands for, counted from the end 0; the same the other way round.
  [[nodiscard]] std::size_t segment_of(std::size_t node) const {
    return is_reversed ? n_nodes - 1 - node : node;
  }
};

struct CellTree {
  /// Each part stands behind the one that it hangs on, so node numbers grow from the root outwards.
  std::vector<Part> parts;
  std::size_t n_nodes = 0;
  /// Couplings of the component that are links, by position; the others are ordinary currents.
  std::vector<std::size_t> couplings;

  [[nodiscard]] const Part* find(SymbolId symbol) const;
  [[nodiscard]] std::optional<std::size_t> part_of_voltage(SymbolId voltage) const;
};

}  // namespace snn::morphology
