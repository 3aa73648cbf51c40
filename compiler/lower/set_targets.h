#pragma once
// What `set` changes: numbers of the run, fields of cells or of a part of them, fields of edges.

#include "compiler/lower/numbers.h"
#include "compiler/lower/observations.h"
#include "compiler/lower/workspace.h"

#include <string>
#include <vector>

namespace snn::lower {

/// Notes the parameters that are set in a part of a population: every cell keeps its own.
void find_set_in_part(Workspace& work);

/// The kernels that change one target; `name` is that of the statement.
[[nodiscard]] std::vector<KernelId> write_set(Workspace& work, Numbers& numbers,
                                              Observations& observed, const std::string& name,
                                              ExprId target, const model::SetStep& step);

}  // namespace snn::lower
