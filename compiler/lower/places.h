#pragma once
// Where cells are, and how far they are from one another.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Fields for the coordinates of a population that is placed.
void declare_places(Workspace& work, Numbers& numbers, network::PopulationId id);
/// The kernel that fills them, before any cells are joined.
void set_up_places(Workspace& work, Numbers& numbers, network::PopulationId id);

/// Between the two cells of an edge or of a pair, in f64.
[[nodiscard]] ValueId distance(Workspace& work, Numbers& numbers, network::ProjectionId id,
                               ir::Builder& builder);

}  // namespace snn::lower
