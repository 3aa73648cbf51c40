#pragma once
// What a projection does in a step: sampling, the flow of its states, arrivals at the target,
// spikes of the target, and at last the jumps of its traces.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <vector>

namespace snn::lower {

struct EdgeSteps {
  std::vector<blueprint::Action> sample;   // (1) what `inject` gives to continuous inputs
  std::vector<KernelId> flow;              // (2) states of edges and of the cells at both ends
  KernelId arrivals = KernelId::none;      // (3) `on pre`: of the synapse, then of its rules
  KernelId of_sources = KernelId::none;    // what `on pre` does to states of cells
  KernelId gathered = KernelId::none;      // sums at the target take in what arrived
  std::vector<blueprint::Launch> clocked;  // (4) `every` and `when`
  KernelId returns = KernelId::none;       // (5) `on post`
  KernelId of_targets = KernelId::none;    // what `on post` does to states of cells
  std::vector<KernelId> jumps;             // (7) `+ pre`, `+ post`
  KernelId conditions = KernelId::none;    // what `when` compares with in the next step
  /// An arrival looks at the target's cells, which must have flowed before.
  bool arrivals_read_target = false;
};

/// Moves the states that wait for events on to now, before the numbers change that they follow.
[[nodiscard]] std::vector<KernelId> write_settling(Workspace& work, Numbers& numbers,
                                                   network::ProjectionId id);

/// What synapses and rules do at once when an event is heard: handlers, then jumps.
[[nodiscard]] std::vector<KernelId> write_edge_event(Workspace& work, Numbers& numbers,
                                                     network::ProjectionId id, const Event& event);

[[nodiscard]] EdgeSteps write_edge_steps(Workspace& work, Numbers& numbers,
                                         network::ProjectionId id);

}  // namespace snn::lower
