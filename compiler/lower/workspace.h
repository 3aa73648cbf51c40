#pragma once
// What the parts of lowering share: the program that grows, and where every variable went.

#include "compiler/equations/update.h"
#include "compiler/ir/builder.h"
#include "compiler/lower/lower.h"
#include "compiler/lower/variable.h"
#include "compiler/network/plan.h"
#include "compiler/source/source.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace snn::lower {

/// `convolve(k, x)` by a history: what arrived in the past, and the kernel at whole steps.
struct Response {
  SymbolId kernel;
  SymbolId source;
  FieldId past = FieldId::none;
  GlobalId n_steps = GlobalId::none;  // that are remembered
  FieldId samples = FieldId::none;    // of the kernel; over a continuous input, of its integral
  bool is_own = false;  // spikes of the cell itself, which count from the next step on
};

/// One coordinate of placed cells, and how far it is to the same place again.
struct Coordinate {
  FieldId field = FieldId::none;
  GlobalId period = GlobalId::none;
};

/// A population and the fields of its cells.
struct CellRow {
  PopulationId id = PopulationId::none;
  GlobalId size = GlobalId::none;
  std::map<StateVariable, Home> homes;
  std::map<SymbolId, FieldId> inputs;   // what arrives; only of inputs that something reaches
  std::map<SymbolId, FieldId> counts;   // how many spikes did
  std::map<FieldId, FieldId> late;      // what arrives with the next step, by input or count
  std::map<SymbolId, FieldId> kept;     // what inputs were in the last step, where it is asked
  FieldId refractory = FieldId::none;   // I32: steps that are left; or Bool: until a condition
  FieldId asked = FieldId::none;        // a `spike` statement was run in this step
  FieldId was_spiking = FieldId::none;  // the spike condition at the end of the last step
  std::vector<Response> responses;
  std::vector<Coordinate> places;        // of a placed population
  KernelId reset = KernelId::none;       // the last kernel of a step, which clears the inputs
  std::map<std::size_t, FieldId> edges;  // the same of `when` handlers, by position
  /// Of a cell that is a tree, node by node: its equations' diagonals and right-hand sides; where
  /// they are solved, the solution.
  FieldId tree_diagonal = FieldId::none;
  FieldId tree_right = FieldId::none;
  /// Of parts with a shape, node by node: areas, and conductances to the node they hang on.
  std::map<std::size_t, std::pair<FieldId, FieldId>> shapes;
};

/// A state that follows a closed form: what it is now, of what it was then and the time since.
struct LazyState {
  SymbolId start;
  SymbolId time;
  ExprId now;
};
/// Lazy states of one place, settled together.
struct LazyGroup {
  blueprint::Place place = blueprint::Place::Edge;
  std::map<StateVariable, LazyState> states = {};
  FieldId last = FieldId::none;  // I32: how many steps had ended when they were settled
};

/// A coefficient of an equation that is not one number for all edges.
struct EdgeCoefficient {
  std::size_t slot = 0;
  blueprint::Place place = blueprint::Place::Edge;
  const equations::Statement* statement = nullptr;  // not owned
};

/// A projection and the fields of its edges and of the cells at its ends.
struct EdgeRow {
  ProjectionId id = ProjectionId::none;
  /// One map for the synapse and one for each rule.
  std::vector<std::map<StateVariable, Home>> homes;
  std::vector<std::vector<LazyGroup>> lazy;  // likewise
  std::vector<EdgeCoefficient> coefficients;
  /// Of states of which only the sum over a cell's synapses is kept, there: what arrives for them.
  std::map<StateVariable, FieldId> gathered;
  /// Of `when`, by slot and position: whether its condition held at the end of the last step.
  std::map<std::pair<std::size_t, std::size_t>, FieldId> conditions;
};

/// When something happens: within a step, at whose end it is; or between two, by the script.
enum class Moment { InStep, Between };

/// Something that is broadcast or emitted, and the numbers that hold its present value, and how
/// often it was emitted in this step.
struct Event {
  SymbolId symbol;
  GlobalId value = GlobalId::none;
  GlobalId count = GlobalId::none;
  Moment moment = Moment::InStep;
};
/// What the cells of one population, or synapses onto them, emit in a step.
struct Emission {
  FieldId value = FieldId::none;
  FieldId count = FieldId::none;
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
  std::map<std::pair<SymbolId, network::PopulationId>, Emission> emissions;
  random::StreamTable streams;
  /// Of noise, by its path: wherever it is read in a step it is the same draw.
  std::map<std::string, GlobalId> shared_noise;
  std::map<std::string, random::Stream> noise_streams;
  std::map<network::DataId, DataId> tables = {};
  /// Parameters that a script sets in a part of their population.
  std::set<std::pair<network::PopulationId, SymbolId>> set_in_part = {};
  /// Of drives that begin late: a Bool, whether they have.
  std::map<network::DriveId, GlobalId> drive_begun = {};

  [[nodiscard]] blueprint::Blueprint& blueprint() { return program.blueprint; }
  KernelId add_kernel(std::string name, blueprint::Domain domain, PopulationId population,
                      ProjectionId projection = ProjectionId::none);
  FieldId add_field(blueprint::Field field);
  /// A file of the network among the tables of the program.
  DataId table(network::DataId file);
  [[nodiscard]] ir::Location location_of(source::SourceSpan span) const;
  [[nodiscard]] const model::Component& component_of(network::PopulationId id) const {
    return model.components[network.populations[id].component];
  }
};

}  // namespace snn::lower
