#pragma once
// Connections in which every target gets the same: what all sources give is added up once, not for
// each pair of cells.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <vector>

namespace snn::lower {

/// Of all pairs, when what is injected depends on the source alone. Such a connection has no edges.
[[nodiscard]] bool is_pool(const Workspace& work, network::ProjectionId id);

/// The sampling of a pool: what each source gives, the sum, and its arrival at each target.
[[nodiscard]] std::vector<blueprint::Action> write_pool(Workspace& work, Numbers& numbers,
                                                        network::ProjectionId id);

}  // namespace snn::lower
