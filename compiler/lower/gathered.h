#pragma once
// Receptors written as synapses: `dg/dt = -g/tau`, `on pre { g += w }`, `inject g*(E - post.V)`.
// Where all of it is linear, only the sum over the synapses of a cell is ever seen, and it follows
// the equation that each of them does: one state of the target cell instead of one a synapse.

#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Whether the synapse's states are kept as their sums, at the target.
[[nodiscard]] bool is_gathered(const Workspace& work, network::ProjectionId id);

/// Of such a state there is no value of each synapse to be seen or set.
void refuse_gathered(const Workspace& work, network::ProjectionId id, std::size_t slot,
                     SymbolId state);

}  // namespace snn::lower
