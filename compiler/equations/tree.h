#pragma once
// A cell whose parts are solved as a tree: what stands in every segment of a cable once, and what
// only where something connects.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/morphology/cell_tree.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::equations {

/// Where something connects to a cable: to a mechanism, `dend.exc`, or to its current, `dend`.
struct SitePlace {
  std::size_t part = 0;
  std::size_t node = 0;
  double position = 0;  // as it was written
  std::string owner;
};
struct CellOnTree {
  morphology::CellTree tree;
  std::vector<SitePlace> places;
};

/// A mechanism at one node, with states and inputs of its own.
struct Site {
  SitePlace place;
  SymbolId voltage;                  // of the node
  std::map<SymbolId, SymbolId> own;  // by the variable of the component
  ExprId current;                    // into the node
};

struct TreeSystem {
  morphology::CellTree shape;
  std::vector<Site> sites;
  /// States with a value in every segment, and the part they belong to.
  std::map<SymbolId, std::size_t> segmented;
};

/// The part of a tree that a variable of a component belongs to by its name; none: not a cable.
[[nodiscard]] std::optional<std::size_t> cable_of(const model::Program& program,
                                                  const morphology::CellTree& tree,
                                                  SymbolId variable);

/// `dend.exc` of `dend.exc.g`; `dend` of `dend.V`.
[[nodiscard]] std::string owner_of(std::string_view cable, std::string_view variable);

/// Makes what is its own for each place where something connects: variables of the mechanism there,
/// named `dend[0.9].exc.g`.
[[nodiscard]] std::vector<Site> make_sites(model::Program& program,
                                           const model::Component& component,
                                           const CellOnTree& cell);

/// Half of a segment as a resistance, and the area of a whole one.
[[nodiscard]] ExprId half_resistance(Algebra& algebra, const morphology::Part& cable);
[[nodiscard]] ExprId segment_area(Algebra& algebra, const morphology::Part& cable);

}  // namespace snn::equations
