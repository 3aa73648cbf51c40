#pragma once
// A network plan: everything that one experiment, one test or one network by itself contains, as
// tables. Which rows there are is fixed; sizes, counts, delays and the step are values.

#include "compiler/model/program.h"
#include "compiler/network/data_file.h"
#include "compiler/network/pairs.h"
#include "compiler/network/value.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace snn::network {

struct PopulationId : Id<PopulationId> {
  using Id::Id;
};
struct ProjectionId : Id<ProjectionId> {
  using Id::Id;
};
struct DriveId : Id<DriveId> {
  using Id::Id;
};

// ---- instances and their globals ----------------------------------------------------------------

/// Instance 0 is the script itself, or the network when a file has nothing else: its path is empty.
struct Instance {
  std::string path;          // "net"; names inside are "net.E"
  SymbolId symbol;           // of `network net = …`; none for instance 0
  model::NetworkId network;  // none for a script without populations of its own
  model::StepId step;        // the statement that makes it; none for instance 0
};

enum class Role { Parameter, Let, SweepVariable };

/// A number (or a file's numbers) with a name that values read. A symbol alone does not say which:
/// a network that is put to use twice has its parameters twice.
struct Global {
  InstanceId instance;
  SymbolId symbol;
  Role role = Role::Parameter;
  /// Of a sweep variable its first value; `value.in` is the instance that gives the value, which
  /// for an argument is the script's.
  Value value;
  bool is_argument = false;               // of the instance, not the parameter's default
  DataId file;                            // of `let Q = matrix("Q.npy")`
  const model::Bounds* bounds = nullptr;  // not owned; of a parameter, in `instance`'s names
};

// ---- populations --------------------------------------------------------------------------------

/// Where cells are: a call of the group Layout in intrinsics.def.
struct Layout {
  model::Intrinsic kind = model::Intrinsic::Grid;
  std::vector<Argument> arguments;
  DataId file;                       // of `file("positions.csv")`
  std::vector<Column> columns = {};  // of the file: x, y, z as far as there are
  bool is_periodic = false;
  std::optional<Stream> stream;  // of places at random
};

/// How a population's equations are integrated when it says so itself.
struct Method {
  std::string solver;          // empty: the compiler chooses
  Value tolerance;             // of rkf45
  std::string interpretation;  // "ito", "stratonovich" or empty
};

struct Population {
  std::string path;  // `net.E`
  InstanceId instance;
  SymbolId symbol;
  model::ComponentId component;
  model::Polarity polarity = model::Polarity::None;
  /// Cells are counted row by row: their number is the product of the sides.
  std::vector<Value> sides;
  std::optional<std::uint64_t> n_cells;
  std::optional<Layout> layout;
  /// Every parameter and state of the component, in its order.
  std::vector<Setting> settings;
  Method method;
};

/// Positions `begin`, `begin + step`, … below `end`; a single one has no `end`.
struct Slice {
  Value begin;
  Value end;
  Value step;
  bool is_single = false;
};
/// Cells of one population: all of them without slices; with one, of their numbers; with one a
/// side, those of a sheet whose row and column both lie in their slice. `i` and `j` are numbers in
/// the whole population all the same.
struct Cells {
  PopulationId population;
  std::vector<Slice> slices;
  std::optional<std::uint64_t> n_cells;
};
struct Target {
  Cells cells;
  SymbolId port;
  /// The segment of a cable that holds the position, from 0 to 1; none: no cable.
  SymbolId cable;
  Value position;
};

// ---- projections --------------------------------------------------------------------------------

struct Delay {
  Value value;
  bool is_draw = false;
  Spread spread = Spread::Shared;
  std::optional<Stream> stream;
  /// In steps at the declared values, the shortest and the longest; none: known at set-up only.
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
};
struct RuleUse {
  model::ComponentId component;
  std::vector<Setting> settings;
};
/// `inject value` of a connection without a synapse.
struct Inject {
  Value value;  // evaluated in every step
  SymbolId port;
};

/// How many edges a rule makes at the declared values; a whole number where `sd` is 0.
struct EdgeCount {
  double mean = 0;
  double sd = 0;
  bool is_at_most = false;  // conditions of the model may leave fewer
};

/// One source, one target: a `connect` between tuples or groups is one for each pair, in order.
struct Projection {
  std::string path;  // `net.ee`, `net.connect#2`, `net.connect#2[1]` where it is one of several
  InstanceId instance;
  SymbolId symbol;  // of `as ee`, or none
  source::SourceSpan span;
  Cells source;
  Target target;
  model::ComponentId synapse;  // none: `injections`
  std::vector<Setting> settings;
  std::vector<RuleUse> rules;
  std::vector<Inject> injections;
  /// Inputs of the target by the words after `to`, as in `deliver w to exc`.
  std::map<std::string, SymbolId> named_ports;
  Pairs pairs;
  Stream stream;  // of the choice of pairs
  bool carries_spikes = false;
  Delay delay;
  Delay dendritic_delay;
  std::optional<EdgeCount> n_edges;
};

// ---- drives -------------------------------------------------------------------------------------

/// One target: a drive of several is one for each.
struct Drive {
  std::string path;  // `net.drive#0`, `drive#1` of the script
  InstanceId instance;
  source::SourceSpan span;
  model::StepId step;  // the statement of the script that begins it; none: it drives from the start
  Target target;
  /// A value at every moment, or a process: a call of the group Process in intrinsics.def.
  bool is_process = false;
  Argument value;
  model::Intrinsic process = model::Intrinsic::Poisson;
  std::vector<Argument> arguments;
  DataId file;          // of `samples`, `spike_list`
  Column numbers = {};  // of the file: times, or samples, which may take further columns
  std::optional<std::size_t> cells = {};  // of a list of spikes: the column that says whose
  Stream stream;
};

// ---- the whole ----------------------------------------------------------------------------------

struct Plan {
  std::string title;                                 // of the experiment, the test or the network
  const model::ExperimentDef* experiment = nullptr;  // not owned; null: a network by itself
  Value dt;                                          // ms
  Value seed;
  Method method;
  bool has_exact_spike_times = false;
  std::string precision;  // "f32", "f64" or empty
  IdVector<InstanceId, Instance> instances;
  /// Each after those that it reads.
  std::vector<Global> globals;
  IdVector<PopulationId, Population> populations;
  IdVector<ProjectionId, Projection> projections;
  IdVector<DriveId, Drive> drives;
  IdVector<DataId, DataFile> files;
  /// By the call that names it, or the text after `pairs list`; none: it could not be read.
  std::map<ExprId, DataId> file_of;
  /// Run-time streams (noise, hazards) are assigned from here on.
  random::StreamTable streams;

  /// The population that a symbol names in an instance; none for any other symbol.
  [[nodiscard]] PopulationId find_population(InstanceId instance, SymbolId symbol) const;
  /// The instance that `network net = …` made; none for any other symbol.
  [[nodiscard]] InstanceId find_instance(SymbolId symbol) const;
  [[nodiscard]] const Global* find_global(InstanceId instance, SymbolId symbol) const;
  [[nodiscard]] const Setting* find_setting(PopulationId population, SymbolId variable) const;
};

}  // namespace snn::network
