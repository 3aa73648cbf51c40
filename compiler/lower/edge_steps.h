#pragma once
// What a projection does in a step: sampling, the flow of its states, arrivals at the target,
// spikes of the target, and at last the jumps of its traces.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <vector>

namespace snn::lower {

struct EdgeSteps {
  KernelId sample = KernelId::none;    // (1) what `inject` gives to continuous inputs
  std::vector<KernelId> flow;          // (2) states of edges and of the cells at both ends
  KernelId arrivals = KernelId::none;  // (3) `on pre`: of the synapse, then of its rules
  KernelId returns = KernelId::none;   // (5) `on post`
  std::vector<KernelId> jumps;         // (7) `+ pre`, `+ post`
  /// An arrival looks at the target's cells, which must have flowed before.
  bool arrivals_read_target = false;
};

/// What synapses and rules do at once when an event is broadcast: handlers, then jumps.
[[nodiscard]] std::vector<KernelId> write_edge_event(Workspace& work, Numbers& numbers,
                                                     network::ProjectionId id, const Event& event);

[[nodiscard]] EdgeSteps write_edge_steps(Workspace& work, Numbers& numbers,
                                         network::ProjectionId id);

}  // namespace snn::lower
