#pragma once
// What came out of a run, for people and for the manifest.

#include "runtime/host/stopwatch.h"
#include "runtime/status/status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace snn::host {

/// What tells a point of a sweep from the others, in the unit that the user gave.
struct Variable {
  std::string name;
  double value = 0;
  std::string unit;

  friend bool operator==(const Variable&, const Variable&) = default;
};

struct PopulationSummary {
  std::string name;
  std::uint64_t n_cells = 0;
  std::uint64_t n_spikes = 0;  // of the whole point
  // Of the last run.
  double rate = 0;                        // in Hz
  double cv = 0;                          // NaN: too few intervals
  std::vector<std::vector<bool>> raster;  // column by column: whether the cell of a row fired
};

/// One simulation from its beginning to its end.
struct Point {
  std::vector<Variable> variables;
  std::int64_t n_steps = 0;
  double time = 0;            // in ms, at the end
  double last_run_began = 0;  // in ms
  std::vector<PopulationSummary> populations;
  std::uint64_t n_synapses = 0;
  std::uint64_t n_bytes = 0;
  std::string hash;
  Spent set_up;  // from numbers to initial values
  Spent steps;
};

/// What became of an `expect`; numbers in the unit of the expectation.
struct Outcome {
  std::string text;
  std::string place;
  bool holds = false;
  double value = 0;
  double low = 0;
  double high = 0;
  bool is_low_open = false;
  bool is_high_open = false;
  std::string unit;
  std::vector<Variable> variables;
};

struct Report {
  status::Status status;
  std::vector<Point> points;
  std::vector<Outcome> outcomes;
  std::string directory;           // empty: nothing was written
  std::vector<std::string> files;  // within it; of a run that failed they end in `.part`
  std::string hash;                // of all points
};

}  // namespace snn::host
