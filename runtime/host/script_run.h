#pragma once
// Follows a script, statement by statement. Each point of a sweep and each round of a repeat is a
// simulation of its own.

#include "runtime/host/report.h"
#include "runtime/host/result_files.h"
#include "runtime/host/run.h"
#include "runtime/host/simulation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace snn::host {

class ScriptRun {
 public:
  ScriptRun(const blueprint::Blueprint& blueprint, const exec::Kernels& kernels,
            const RunOptions& options);

  Report run();

 private:
  /// What makes a point of a sweep, or a round.
  struct PointSettings {
    std::vector<Setting> settings;
    std::vector<Variable> variables;
  };
  class Team;

  /// One point of `parent`'s, as point number `first_point`; its rows are kept for the parent.
  ScriptRun(const ScriptRun& parent, const RunOptions& options, const PointSettings& point,
            std::size_t first_point);

  /// What waits for its time.
  struct Appointment {
    std::int64_t step = 0;
    const blueprint::StepList* steps = nullptr;
  };

  /// A network without an experiment: it runs as long as the user says.
  status::Status run_alone();
  status::Status follow(const blueprint::StepList& steps);
  status::Status follow(blueprint::StepIndex index);

  status::Status act(const blueprint::Run& step);
  status::Status act(const blueprint::RunUntil& step);
  status::Status act(const blueprint::Record& step);
  status::Status act(const blueprint::Change& step);
  status::Status act(const blueprint::Broadcast& step);
  status::Status act(const blueprint::At& step);
  status::Status act(const blueprint::Sweep& step);
  status::Status act(const blueprint::Repeat& step);
  status::Status act(const blueprint::Expect& step);

  /// Whether a statement may wait until a simulation is there, and be done again in each point.
  [[nodiscard]] static bool is_preparation(const blueprint::Step& step);
  /// The simulation, made now if it is not there, with the preparations done.
  status::Status need_simulation();
  status::Status end_point();
  /// The steps of a sweep or a round, in each point from the beginning.
  status::Status run_points(const std::vector<PointSettings>& points,
                            const blueprint::StepList& steps);
  status::Status run_point(const PointSettings& point, const blueprint::StepList& steps);
  /// What a point did, after those before it.
  status::Status take(ScriptRun& point, status::Status status);
  /// A number before any point: in the simulation that is there, or from the numbers alone.
  status::Result<double> number(const blueprint::Expression& expression);
  status::Result<std::vector<double>> values_of(const blueprint::Axis& axis);

  status::Result<std::int64_t> steps_of_duration() const;
  status::Status run_for(std::int64_t n_steps);
  status::Result<std::int64_t> steps_in(const blueprint::Expression& time);
  status::Status advance(std::int64_t n_steps);
  status::Status keep_appointments();
  [[nodiscard]] std::optional<std::int64_t> next_appointment() const;
  status::Status write_manifest();
  [[nodiscard]] std::unique_ptr<Simulation> make_simulation() const;
  [[nodiscard]] bool is_stopped() const;

  const blueprint::Blueprint* blueprint_;  // not owned
  const exec::Kernels* kernels_;           // not owned
  const RunOptions* options_;              // not owned
  ResultFiles files_;
  std::size_t first_point_ = 0;
  Report report_;
  recording::Origin origin_;  // with the seed and the step of the first point
  std::vector<Setting> settings_;
  std::vector<Variable> variables_;
  std::vector<blueprint::StepIndex> preparations_;
  std::vector<Appointment> appointments_;
  std::unique_ptr<Simulation> simulation_;
  blueprint::StepIndex current_ = 0;
  blueprint::StepIndex last_run_ = blueprint::kNone;
};

}  // namespace snn::host
