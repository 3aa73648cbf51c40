#pragma once
// Which states of synapses and rules are really states of the cells at one end: a trace of the
// presynaptic train is the same for every edge of its source.

#include "compiler/lower/edges.h"
#include "runtime/blueprint/entities.h"

#include <map>
#include <vector>

namespace snn::lower {

/// The place of every state of one slot. `shared_delay`: one axonal delay for all edges, without
/// which an edge cannot share what its source sent.
[[nodiscard]] std::map<StateVariable, blueprint::Place> places_of_states(const Workspace& work,
                                                                         const Slot& slot,
                                                                         bool shared_delay);

}  // namespace snn::lower
