#pragma once
// Phase (2) of a step: the equations of a population's cells.

#include "compiler/lower/cell_phase.h"

namespace snn::lower {

void write_flow(CellPhase& phase, network::PopulationId id, const equations::UpdatePlan& plan);

}  // namespace snn::lower
