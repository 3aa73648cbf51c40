#pragma once
// What the parts of lowering share: the program that grows, and where every variable went.

#include "compiler/equations/update.h"
#include "compiler/ir/builder.h"
#include "compiler/lower/lower.h"
#include "compiler/lower/variable.h"
#include "compiler/network/plan.h"
#include "compiler/source/source.h"

#include <map>
#include <string>
#include <vector>

namespace snn::lower {

/// A population and the fields of its cells.
struct CellRow {
  PopulationId id = PopulationId::none;
  GlobalId size = GlobalId::none;
  std::map<StateVariable, Home> homes;
  std::map<SymbolId, FieldId> inputs;  // what arrives; only of inputs that something reaches
  std::map<SymbolId, FieldId> counts;  // how many spikes did
  std::map<std::string, GlobalId> shared_noise;  // by the path of its stream
  FieldId refractory = FieldId::none;    // I32: steps that are left; or Bool: until a condition
  FieldId asked = FieldId::none;         // a `spike` statement was run in this step
  FieldId was_spiking = FieldId::none;   // the spike condition at the end of the last step
  std::map<std::size_t, FieldId> edges;  // the same of `when` handlers, by position
  /// Of a cell that is a tree, node by node: its equations' diagonals and right-hand sides; where
  /// they are solved, the solution.
  FieldId tree_diagonal = FieldId::none;
  FieldId tree_right = FieldId::none;
  /// Of parts with a shape, node by node: areas, and conductances to the node they hang on.
  std::map<std::size_t, std::pair<FieldId, FieldId>> shapes;
};

/// A projection and the fields of its edges and of the cells at its ends.
struct EdgeRow {
  ProjectionId id = ProjectionId::none;
  /// One map for the synapse and one for each rule.
  std::vector<std::map<StateVariable, Home>> homes;
};

/// Something that scripts broadcast, and the number that holds its present value.
struct Event {
  SymbolId symbol;
  GlobalId value = GlobalId::none;
};

struct Workspace {
  model::Program& model;
  const network::Plan& network;
  const Arithmetic& arithmetic;
  const source::SourceManager& sources;
  const Documentation& documentation;
  ir::Program program;
  IdVector<network::PopulationId, CellRow> cells;
  IdVector<network::ProjectionId, EdgeRow> edges;
  random::StreamTable streams;

  [[nodiscard]] blueprint::Blueprint& blueprint() { return program.blueprint; }
  KernelId add_kernel(std::string name, blueprint::Domain domain, PopulationId population,
                      ProjectionId projection = ProjectionId::none);
  FieldId add_field(blueprint::Field field);
  [[nodiscard]] ir::Location location_of(source::SourceSpan span) const;
  [[nodiscard]] const model::Component& component_of(network::PopulationId id) const {
    return model.components[network.populations[id].component];
  }
};

}  // namespace snn::lower
