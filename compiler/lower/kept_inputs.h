#pragma once
// Inputs are emptied when a step ends. What is asked about them later, in the next step or between
// two, is answered by a copy from before.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// The field that holds what a cell's input was in the last step. The copy itself is written by
/// `write_kept_inputs`, when all kernels that may ask are there.
[[nodiscard]] FieldId kept_input(Workspace& work, network::PopulationId id, SymbolId input);

/// The kernels that copy, before the resets that empty the inputs.
void write_kept_inputs(Workspace& work, Numbers& numbers);

}  // namespace snn::lower
