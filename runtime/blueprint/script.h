#pragma once
// An experiment as data: what is run, recorded, changed and expected, in order. Its numbers are
// computed by kernels, so that a parameter may change after everything is compiled.

#include "runtime/blueprint/entities.h"
#include "runtime/blueprint/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace snn::blueprint {

/// The value of a cell's field, copied to a global before an expression is computed.
struct CellRead {
  FieldId field = FieldId::none;
  GlobalId cell = GlobalId::none;  // which one
  std::uint32_t element = 0;       // of an array
  GlobalId result = GlobalId::none;

  friend bool operator==(const CellRead&, const CellRead&) = default;
};
/// The present value of a measure, likewise.
struct MeasureRead {
  MeasureId measure = MeasureId::none;
  GlobalId result = GlobalId::none;

  friend bool operator==(const MeasureRead&, const MeasureRead&) = default;
};

/// A number of the script: `prepare` computes the indices that the reads need, the reads fill their
/// globals, `kernel` (domain Once) computes `result`.
struct Expression {
  KernelId prepare = KernelId::none;
  std::vector<CellRead> cells;
  std::vector<MeasureRead> measures;
  KernelId kernel = KernelId::none;
  GlobalId result = GlobalId::none;
  Unit unit = {};

  friend bool operator==(const Expression&, const Expression&) = default;
};

enum class MeasureKind : std::uint8_t {
  Spikes,
  Rate,
  CvIsi,
  Isi,
  Synchrony,
  Correlation,
  FirstSpike,
  LastSpike,
  SpikeCount,
  Value,  // of a field, cell by cell
  Psd,
  Prc,
};
/// What is made of several numbers: of cells, of intervals, of samples.
enum class Reduction : std::uint8_t { None, Min, Max, Mean, Sum };

struct Cells {
  PopulationId population = PopulationId::none;
  Slice slice;

  friend bool operator==(const Cells&, const Cells&) = default;
};

struct Measure {
  std::string name;  // as the user wrote it: `rate(net.E)`
  MeasureKind kind = MeasureKind::Spikes;
  Reduction reduction = Reduction::None;
  std::vector<Cells> of;
  std::vector<Cells> with;        // the second of a correlation
  FieldId field = FieldId::none;  // of Value and Psd; of Prc: the input that is pushed
  GlobalId amount =
      GlobalId::none;             // of Prc: the charge; of Value without a field: the number itself
  std::uint32_t element = kNone;  // of Value, of an array: the only one that is meant
  Unit unit = {};

  friend bool operator==(const Measure&, const Measure&) = default;
};

/// Position in `Script::steps`.
using StepIndex = std::uint32_t;
using StepList = std::vector<StepIndex>;

struct Run {
  Expression duration;  // internal time
  friend bool operator==(const Run&, const Run&) = default;
};
/// Runs until the condition holds at the end of a step.
struct RunUntil {
  Expression condition;
  friend bool operator==(const RunUntil&, const RunUntil&) = default;
};
struct Record {
  std::vector<MeasureId> what;
  std::optional<Expression> every;
  std::string file;  // empty: in the result directory, in the default format
  friend bool operator==(const Record&, const Record&) = default;
};
/// Computes numbers or changes fields, then everything that depends on them.
struct Change {
  std::vector<KernelId> kernels;
  friend bool operator==(const Change&, const Change&) = default;
};
/// An event from outside: its handlers run at once.
struct Broadcast {
  std::string event;
  Expression value;
  std::vector<KernelId> handlers;
  friend bool operator==(const Broadcast&, const Broadcast&) = default;
};
struct At {
  Expression time;
  StepList steps;
  friend bool operator==(const At&, const At&) = default;
};
struct Axis {
  GlobalId variable = GlobalId::none;
  Expression begin;  // of a range with both ends
  Expression end;
  Expression step;
  std::vector<Expression> values;  // or these
  friend bool operator==(const Axis&, const Axis&) = default;
};
struct Sweep {
  std::vector<Axis> axes;
  StepList steps;
  friend bool operator==(const Sweep&, const Sweep&) = default;
};
struct Repeat {
  Expression count;
  StepList steps;
  friend bool operator==(const Repeat&, const Repeat&) = default;
};
struct Expect {
  std::string text;   // as the user wrote it
  std::string place;  // `file:line:column`
  Expression value;
  Expression low;
  Expression high;
  bool is_low_open = false;
  bool is_high_open = false;
  friend bool operator==(const Expect&, const Expect&) = default;
};

struct Step {
  std::string place;  // `file:line:column`
  std::variant<Run, RunUntil, Record, Change, Broadcast, At, Sweep, Repeat, Expect> what;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Script {
  std::string name;
  bool is_test = false;
  std::vector<Step> steps;
  StepList body;  // those that are not inside another
  friend bool operator==(const Script&, const Script&) = default;
};

}  // namespace snn::blueprint
