#pragma once
// What it costs that every synapse is visited, and what the visit is for.

#include "compiler/ir/program.h"

#include <string>

namespace snn::driver {

/// "changes w: 14 operations and 16 bytes a synapse; follows net.E.V, net.plastic.x": of a kernel
/// over the synapses of a projection.
[[nodiscard]] std::string cost_of_visit(const ir::Program& program, blueprint::KernelId id);

}  // namespace snn::driver
