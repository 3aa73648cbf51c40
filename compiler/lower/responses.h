#pragma once
// Convolutions with kernels that are no sums of exponentials: histories of what arrived.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Fields for the past of every input that such a kernel is applied to, and the kernel's samples.
void declare_responses(Workspace& work, Numbers& numbers, network::PopulationId id);

/// The sum over what is remembered, from the latest to the oldest. `is_at_start`: of this step
/// nothing has arrived yet.
[[nodiscard]] ValueId response_at(Expressions& here, const Response& response, bool is_at_start);

}  // namespace snn::lower
