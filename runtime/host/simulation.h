#pragma once
// One network from its set-up to its end, with everything that watches it.

#include "runtime/host/evaluate.h"
#include "runtime/host/gauge.h"
#include "runtime/host/population_watch.h"
#include "runtime/host/recorder.h"
#include "runtime/host/result_hash.h"
#include "runtime/host/run.h"
#include "runtime/host/stopwatch.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace snn::host {

class Simulation {
 public:
  /// `settings` are of this point, sweep and seed included.
  Simulation(const blueprint::Blueprint& blueprint, const exec::Kernels& kernels,
             const RunOptions& options, const std::vector<Setting>& settings,
             std::vector<Variable> variables, std::size_t point);

  /// The numbers alone, for a script that needs no more.
  status::Status derive_numbers() { return engine_.derive_numbers(); }
  status::Status set_up();

  status::Result<double> value_of(const blueprint::Expression& expression);
  status::Status change(const std::vector<blueprint::KernelId>& kernels, bool derives);
  status::Status record(const Recorder::What& what, const recording::Origin& origin,
                        ResultFiles& files);

  /// The window of `run` measures begins; its length in steps, when it is known.
  void begin_run(std::optional<std::int64_t> n_steps);
  status::Status advance(std::int64_t n_steps);
  void end_run();
  /// Hands over what was recorded, also after a failure.
  status::Status flush();

  [[nodiscard]] std::int64_t step() const { return engine_.step(); }
  [[nodiscard]] double dt() const { return engine_.global(blueprint_->dt); }
  [[nodiscard]] std::uint64_t seed() const;
  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  [[nodiscard]] Point summary();

 private:
  using Clock = std::chrono::steady_clock;

  /// The present value of a measure.
  double read(blueprint::MeasureId id);
  double phase_response_of(const blueprint::Measure& measure);
  bool observe(const exec::Engine& engine);
  void tell_progress(const exec::Engine& engine);
  [[nodiscard]] std::uint64_t n_bytes() const;

  const blueprint::Blueprint* blueprint_;  // not owned
  const exec::Kernels* kernels_;           // not owned
  const RunOptions* options_;              // not owned
  std::vector<Setting> settings_;
  exec::Engine engine_;
  std::vector<Variable> variables_;
  std::size_t point_;
  ResultHash hash_;
  std::map<blueprint::MeasureId, std::unique_ptr<Gauge>> gauges_;  // those that expressions read
  std::map<blueprint::MeasureId, double> phase_responses_;         // as far as they were read
  std::vector<std::unique_ptr<PopulationWatch>> populations_;
  std::vector<std::unique_ptr<Recorder>> recorders_;
  status::Status recording_;  // the first failure to hand rows over
  std::int64_t run_began_ = 0;
  std::optional<std::int64_t> run_steps_;
  Spent set_up_;
  Spent steps_;
  Clock::time_point clock_began_;
  Clock::time_point last_told_;
};

}  // namespace snn::host
