#pragma once
// Projections: the fields of their edges, how they are joined, and the kernels that set them up.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

void declare_edges(Workspace& work, Numbers& numbers, network::ProjectionId id);

/// Joins the cells and gives every edge its parameters and initial states.
void set_up_edges(Workspace& work, Numbers& numbers, network::ProjectionId id);

/// The components of a projection: its synapse, then its rules; the settings of each.
struct Slot {
  const model::Component* component = nullptr;
  const std::vector<network::Setting>* settings = nullptr;
};
[[nodiscard]] std::vector<Slot> slots_of(const Workspace& work, network::ProjectionId id);

/// Where a variable of a slot is, or null. The parameter that a rule changes goes by the same name
/// in the synapse, and is kept there.
[[nodiscard]] const Home* find_home(const Workspace& work, network::ProjectionId id,
                                    std::size_t slot, StateVariable variable);

/// The group of a state that waits for events, or null.
[[nodiscard]] const LazyGroup* find_lazy(const Workspace& work, network::ProjectionId id,
                                         std::size_t slot, StateVariable variable);

}  // namespace snn::lower
