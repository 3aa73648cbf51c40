#pragma once
// All the pieces of a network that runs, as the parts of this room share them.

#include "runtime/blueprint/blueprint.h"
#include "runtime/events/spike_log.h"
#include "runtime/exec/engine.h"
#include "runtime/exec/failure.h"
#include "runtime/exec/kernels.h"
#include "runtime/exec/machine_memory.h"
#include "runtime/exec/plan.h"
#include "runtime/exec/team.h"
#include "runtime/exec/worker.h"
#include "runtime/exec/worst_value.h"
#include "runtime/state/run_state.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace snn::exec {

struct Network {
  Network(const blueprint::Blueprint& run_blueprint, const Kernels& run_kernels,
          EngineOptions run_options)
      : blueprint(run_blueprint),
        kernels(run_kernels),
        options(std::move(run_options)),
        state(blueprint),
        team(std::max<std::size_t>(options.n_threads, 1), options.pins_threads) {
    if (options.memory_limit == 0) options.memory_limit = available_memory();
    for (const blueprint::Data& table : blueprint.data)
      data.push_back({.values = table.values.data(), .n = table.values.size()});
  }

  const blueprint::Blueprint& blueprint;
  const Kernels& kernels;
  EngineOptions options;
  state::RunState state;
  std::vector<events::SpikeLog> spikes;  // by population
  StepPlan plan;
  std::vector<std::vector<double>> sums;  // by `StepPlan::n_sums`: of each block
  std::vector<Worker> workers;            // by part
  /// Consecutive parts, as many in each: what one thread works on when all take part.
  std::size_t n_groups = 1;
  std::vector<snn_data> data;  // by DataId, as kernels see it
  /// From the first step on: what `finite_edges.h` looks after.
  blueprint::Table<blueprint::ProjectionId, std::vector<WatchedColumn>> watched_edges;
  /// Threads that take part at present: some or all.
  std::size_t n_active = 1;
  Team team;
  std::optional<Failure> failure;

  [[nodiscard]] std::size_t n_parts() const { return workers.size(); }
  [[nodiscard]] double dt() const {
    return exists(blueprint.dt) ? state.globals.get(blueprint.dt) : 0;
  }

  /// Calls f(part) for every part that falls to a thread, in ascending order.
  template <class F>
  void for_parts_of(std::size_t thread, const F& f) const {
    const std::size_t n_in_group = n_parts() / n_groups;
    for (std::size_t group = thread; group < n_groups; group += n_active) {
      for (std::size_t part = group * n_in_group; part < (group + 1) * n_in_group; ++part)
        f(part);
    }
  }
  /// Calls f(part) for every part, on all active threads; returns when all are done.
  template <class F>
  void for_parts(const F& f) {
    team.run(n_active, [&](std::size_t thread) { for_parts_of(thread, f); });
  }
};

/// Makes the workers, with nothing to point at yet.
void make_workers(Network& network, std::size_t n_groups, std::size_t n_in_group);
/// Points every worker at the columns of cells and at the edges that there are.
void point_at_columns(Network& network);
/// Time, seed and step of what comes next.
void set_step(Network& network, Worker& worker, std::int64_t step);

}  // namespace snn::exec
