#pragma once
// A `record` statement at work: what it watches, when it takes a row, where the row goes.

#include "runtime/host/gauge.h"
#include "runtime/host/report.h"
#include "runtime/host/result_files.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace snn::host {

class Recorder {
 public:
  /// One file of one statement.
  struct What {
    std::uint64_t owner = 0;  // which statement, and which of its files
    std::vector<blueprint::MeasureId> measures;
    std::int64_t every = 0;  // in steps; 0: at the end of each run
    std::string file;
  };

  /// Nothing to watch when no files are written. `variables` lead the columns.
  static status::Result<std::unique_ptr<Recorder>> make(
      const blueprint::Blueprint& blueprint, const exec::Engine& engine, const What& what,
      const std::vector<Variable>& variables, const recording::Origin& origin, ResultFiles& files);

  void begin_run(const exec::Engine& engine);
  /// After each step; a failure when rows could not be handed over.
  status::Status observe(const exec::Engine& engine);
  void end_run(const exec::Engine& engine);
  /// Hands over the rows that are still here.
  status::Status flush();

 private:
  explicit Recorder(ResultFiles& files) : files_(&files) {}

  [[nodiscard]] recording::Table table(const exec::Engine& engine,
                                       const std::vector<Variable>& variables) const;
  void take_spikes(const exec::Engine& engine);
  void take_row(const exec::Engine& engine);

  ResultFiles* files_;  // not owned
  ResultFiles::FileId file_{};
  const blueprint::Blueprint* blueprint_ = nullptr;  // not owned
  std::vector<std::unique_ptr<Gauge>> gauges_;
  std::int64_t every_ = 0;
  std::vector<double> leading_;
  bool is_spikes_ = false;
  bool is_spectrum_ = false;
  std::vector<double> rows_;
};

}  // namespace snn::host
