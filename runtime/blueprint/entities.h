#pragma once
// The things a network is made of: numbers of the whole run, populations and projections with their
// fields, and how they are joined.

#include "runtime/blueprint/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace snn::blueprint {

/// What a number is held in. `Real` stands for a float whose width is not chosen yet; nothing that
/// runs has one.
enum class Scalar : std::uint8_t { Bool, I32, I64, Real, F32, F64 };

/// A spelling of a unit; a number in it times `factor` is in internal units.
struct Unit {
  std::string spelling;  // empty: a plain number
  double factor = 1;

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// How people see a number: never part of what it means.
struct Display {
  std::string doc;
  std::string bounds;  // as they are written: `in (0, inf)`
  Unit unit;
  std::vector<Unit> accepted;  // further units that a flag takes

  friend bool operator==(const Display&, const Display&) = default;
};

/// Something of the model as its author wrote it, and where.
struct Written {
  std::string text;   // `dV/dt = -V/tau`
  std::string place;  // `file:line:column`

  friend bool operator==(const Written&, const Written&) = default;
};

enum class GlobalRole : std::uint8_t {
  Param,    // given by the user, or by a sweep
  Derived,  // computed by a kernel at set-up or by the script
  State,    // changes while the network runs
};

/// One number of the run: a parameter, a size, the step, a shared state.
struct Global {
  std::string name;
  Scalar type = Scalar::Real;
  GlobalRole role = GlobalRole::Param;
  double value = 0;  // of Param: the declared one
  Display display = {};
  Written equation = {};  // of a state that has one
  Written change = {};    // of one that has none: where a handler first changes it

  friend bool operator==(const Global&, const Global&) = default;
};

enum class FieldRole : std::uint8_t {
  Param,    // one value a cell or edge, fixed unless set
  Derived,  // computed from parameters at set-up
  State,
  Input,  // summed while spikes arrive
  Flag,   // set and cleared within a step
};

/// What a field has one value for.
enum class Place : std::uint8_t {
  Cell,    // each cell of a population
  Edge,    // each edge of a projection
  Source,  // each cell at the source of a projection
  Target,  // each cell at its target
  Run,     // the run: an array that all kernels read, such as the entries of a matrix
};

struct Field {
  std::string name;  // with the path of its owner: `net.E.V`
  Scalar type = Scalar::Real;
  FieldRole role = FieldRole::State;
  Place place = Place::Cell;
  PopulationId population = PopulationId::none;  // of Place::Cell
  ProjectionId projection = ProjectionId::none;  // of the other places
  std::uint32_t length = 1;                      // of an array: cell index fastest in memory
  GlobalId history = GlobalId::none;             // steps of the past that are kept; none: no past
  std::vector<double> values = {};               // of Place::Run: what it holds from the start
  Display display = {};
  Written equation = {};  // of a state that has one
  Written change = {};    // of one that has none: where a handler first changes it

  friend bool operator==(const Field&, const Field&) = default;
};

struct Population {
  std::string name;
  GlobalId size = GlobalId::none;
  FieldId fired = FieldId::none;  // the mark of a spike in this step; none: it never spikes

  friend bool operator==(const Population&, const Population&) = default;
};

/// Cells begin, begin + step, … below end, of the whole population when there is none. Of a sheet
/// they are its rows, and the cells of each row that are meant follow; cells are counted row by
/// row.
struct Slice {
  GlobalId begin = GlobalId::none;
  GlobalId end = GlobalId::none;
  GlobalId step = GlobalId::none;
  GlobalId row_length = GlobalId::none;  // of a sheet; none: no sheet
  GlobalId column_begin = GlobalId::none;
  GlobalId column_end = GlobalId::none;
  GlobalId column_step = GlobalId::none;

  friend bool operator==(const Slice&, const Slice&) = default;
};

enum class Rule : std::uint8_t {
  All,
  OneToOne,
  Probability,
  PairProbability,
  FixedIn,
  FixedOut,
  FixedTotal,
  List,
  Matrix,
};

/// The pairs that are joined: `runtime/connect` with the numbers of this run.
struct Pairs {
  Rule rule = Rule::All;
  GlobalId number = GlobalId::none;  // the count or the probability
  bool is_multi = false;
  bool excepts_self = false;
  KernelId allows = KernelId::none;       // domain Pair, gives a Bool: `where` and `except`
  KernelId probability = KernelId::none;  // domain Pair, gives a float
  DataId data = DataId::none;             // of List and Matrix
  std::uint32_t source_column = 0;        // of List: the numbers of the cells at both ends
  std::uint32_t target_column = 1;
  FieldId row =
      FieldId::none;  // of List: an I64 field of the edges, the row that each is made from
  std::uint32_t stream = 0;

  friend bool operator==(const Pairs&, const Pairs&) = default;
};

struct Projection {
  std::string name;
  PopulationId source = PopulationId::none;
  PopulationId target = PopulationId::none;
  Slice from;
  Slice to;
  Pairs pairs;
  GlobalId delay = GlobalId::none;               // in steps, when all edges share one
  FieldId edge_delay = FieldId::none;            // else: an I32 field of the edges
  GlobalId dendritic_delay = GlobalId::none;     // in steps; none: 0
  FieldId edge_dendritic_delay = FieldId::none;  // where edges differ: an I32 field of theirs

  friend bool operator==(const Projection&, const Projection&) = default;
};

/// A table of numbers from outside, row by row: pairs, a matrix, positions, spike times. It holds
/// at least one number.
struct Data {
  std::string path;  // the file it was read from
  std::uint32_t n_columns = 1;
  std::vector<double> values = {};

  [[nodiscard]] std::size_t n_rows() const { return values.size() / n_columns; }

  friend bool operator==(const Data&, const Data&) = default;
};

}  // namespace snn::blueprint
