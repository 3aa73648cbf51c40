#pragma once
// Which states of synapses and rules are really states of the cells at one end: a trace of the
// presynaptic train is the same for every edge of its source.

#include "compiler/lower/edges.h"
#include "runtime/blueprint/entities.h"

#include <map>
#include <vector>

namespace snn::lower {

/// Whether all edges of a projection have one delay: without it an edge cannot share what its
/// source sent, or when its target fired.
struct SharedDelays {
  bool axonal = true;
  bool dendritic = true;
};

/// The place of every state of one slot.
[[nodiscard]] std::map<StateVariable, blueprint::Place> places_of_states(
    const Workspace& work, const Slot& slot, const SharedDelays& shared);

}  // namespace snn::lower
