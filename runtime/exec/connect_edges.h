#pragma once
// Makes the edges of a projection, in parts.

#include "runtime/exec/network.h"
#include "runtime/status/status.h"

#include <cstdint>

namespace snn::exec {

/// Edges by source, target, multiplicity; their columns are zero. Fails when the rule cannot be
/// kept, when there is no memory, or when a kernel of pairs fails.
status::Status connect_edges(Network& network, blueprint::ProjectionId id,
                             std::uint64_t memory_left);
/// Every row by delay, once all delays are known.
status::Status sort_edges(Network& network, blueprint::ProjectionId id);
/// Where kernels go by target.
status::Status index_edges(Network& network, blueprint::ProjectionId id);

}  // namespace snn::exec
