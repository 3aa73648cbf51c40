#pragma once
// What a run consists of, the code of its kernels apart: entities, the order of a step, the script.
// The compiler fills it in, the runtime follows it, and a compiled simulator carries it as bytes.

#include "runtime/blueprint/entities.h"
#include "runtime/blueprint/ids.h"
#include "runtime/blueprint/script.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace snn::blueprint {

/// What a kernel runs once for.
enum class Domain : std::uint8_t {
  Once,           // the run
  EachCell,       // each cell of a population
  EachFired,      // each cell of a population that spikes in this step
  SourceArrival,  // each source cell of a projection whose spike reaches the synapses in this step;
                  // of projections with one delay for all edges
  TargetArrival,  // each target cell whose spike reaches the synapses: after the dendritic delay
  RowArrival,     // each edge of a projection whose spike arrives in this step, by source
  ColumnArrival,  // each edge into a cell whose spike reaches the synapses in this step, by target
  EachEdge,       // each edge of a projection
  Pair,           // a pair of cells that may be joined; set-up only, gives a value
};

struct KernelInfo {
  std::string name;
  Domain domain = Domain::Once;
  PopulationId population = PopulationId::none;  // of EachCell, EachFired
  ProjectionId projection = ProjectionId::none;  // of the others but Once

  friend bool operator==(const KernelInfo&, const KernelInfo&) = default;
};

/// Runs a kernel over its domain.
struct Launch {
  KernelId kernel = KernelId::none;
  GlobalId when = GlobalId::none;  // in steps in which this number is not 0; none: in all of them
  friend bool operator==(const Launch&, const Launch&) = default;
};
/// Runs row kernels over the spikes that arrive in this step: longest delay first, within one delay
/// in this order, within one projection by source.
struct Deliver {
  std::vector<KernelId> kernels;
  friend bool operator==(const Deliver&, const Deliver&) = default;
};
/// Makes the edges of a projection.
struct Connect {
  ProjectionId projection = ProjectionId::none;
  friend bool operator==(const Connect&, const Connect&) = default;
};
/// Collects the marks of a population into the spikes of this step.
struct Route {
  PopulationId population = PopulationId::none;
  friend bool operator==(const Route&, const Route&) = default;
};
/// Adds a field up over all cells, in the order of IR.md: the same bits for any number of threads.
struct Sum {
  FieldId field = FieldId::none;
  GlobalId result = GlobalId::none;  // F64
  friend bool operator==(const Sum&, const Sum&) = default;
};
using Action = std::variant<Launch, Deliver, Connect, Route, Sum>;

/// Set-up runs numbers, makes room for every cell, runs build, coefficients and init. After a
/// change of a parameter numbers and coefficients run again.
struct Schedule {
  std::vector<Action> numbers;       // Once kernels: sizes, delays, values shared by all cells
  std::vector<Action> build;         // edges, and parameters that differ between cells and edges
  std::vector<Action> coefficients;  // columns that follow from parameters
  std::vector<Action> init;          // initial values of states
  std::vector<Action> step;

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// What a kernel's requirement is, for the person whose run it stops.
struct Reason {
  KernelId kernel = KernelId::none;
  std::uint32_t inst = 0;  // which instruction of the kernel
  std::string text;
  std::string place;  // `file:line:column`

  friend bool operator==(const Reason&, const Reason&) = default;
};

struct Blueprint {
  std::string name;
  GlobalId dt = GlobalId::none;    // the step in internal time
  GlobalId seed = GlobalId::none;  // I64
  Table<GlobalId, Global> globals;
  Table<FieldId, Field> fields;
  Table<PopulationId, Population> populations;
  Table<ProjectionId, Projection> projections;
  Table<KernelId, KernelInfo> kernels;
  Table<MeasureId, Measure> measures;
  Table<DataId, Data> data;
  Schedule schedule;
  Script script;
  std::vector<Reason> reasons;

  friend bool operator==(const Blueprint&, const Blueprint&) = default;
};

}  // namespace snn::blueprint
