#pragma once
// A step, worked out: its actions with the delays of this run, and where the threads must meet
// between two of them.

#include "runtime/blueprint/blueprint.h"
#include "runtime/state/run_state.h"
#include "runtime/status/status.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace snn::exec {

/// Spikes of one delay for one row kernel.
struct Arrival {
  std::int64_t delay = 0;
  blueprint::KernelId kernel = blueprint::KernelId::none;
  blueprint::ProjectionId projection = blueprint::ProjectionId::none;
  std::size_t slot = 0;      // which of the delays of the projection
  std::size_t n_delays = 1;  // how many it has
};
/// In the order in which they are added up: longest delay first, then by kernel.
struct Arrivals {
  std::vector<Arrival> arrivals;
};
struct Call {
  blueprint::KernelId kernel = blueprint::KernelId::none;
  std::int64_t delay = 0;  // of SourceArrival, TargetArrival, ColumnArrival
  blueprint::GlobalId when = blueprint::GlobalId::none;  // in steps in which it is not 0
  std::size_t slot = 0;  // of ColumnArrival: which of the dendritic delays of the projection
};
struct Collect {
  blueprint::PopulationId population = blueprint::PopulationId::none;
};
/// The present of a field becomes its latest past.
struct Remember {
  blueprint::FieldId field = blueprint::FieldId::none;
};
/// The sum of each block of a field, by every part for its own cells.
struct SumBlocks {
  blueprint::FieldId field = blueprint::FieldId::none;
  std::size_t sum = 0;  // which of `StepPlan::n_sums`
};
/// The sum of these sums.
struct SumUp {
  std::size_t sum = 0;
  blueprint::GlobalId result = blueprint::GlobalId::none;
};

struct PlannedAction {
  std::variant<Call, Arrivals, Collect, Remember, SumBlocks, SumUp> what;
  /// All threads meet before it: it reads what another part wrote, or writes what one may still
  /// read.
  bool is_after_meeting = false;
};

struct StepPlan {
  std::vector<PlannedAction> actions;
  /// By population: how many steps back spikes are asked for.
  std::vector<std::int64_t> longest_delays;
  std::size_t n_sums = 0;
};

/// Why not: a delay of no step, an action that a step cannot have.
[[nodiscard]] status::Result<StepPlan> plan_step(const blueprint::Blueprint& blueprint,
                                                 const state::RunState& state);

}  // namespace snn::exec
