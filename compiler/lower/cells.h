#pragma once
// Populations: the fields of their cells, and the kernels that set them up.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Rows for the population, its size and its fields; parameters that all cells share are numbers.
void declare_cells(Workspace& work, Numbers& numbers, network::PopulationId id);

/// Kernels for parameters that differ between cells, for coefficients and for initial values.
void set_up_cells(Workspace& work, Numbers& numbers, network::PopulationId id);

}  // namespace snn::lower
