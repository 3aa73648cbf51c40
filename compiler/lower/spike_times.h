#pragma once
// Spikes at given times: how many of a list fall into a step. A spike belongs to the step that ends
// nearest to its time, and to the first when it comes before all of them end.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Of the times that the model lists.
[[nodiscard]] ValueId count_listed_spikes(Workspace& work, Numbers& numbers, Expressions& here,
                                          network::InstanceId in, ExprId times);

/// Of a file. Every cell keeps its place in the list, in a field that a kernel of set-up fills.
[[nodiscard]] ValueId count_spikes_of_file(Workspace& work, Numbers& numbers, Expressions& here,
                                           const network::Drive& drive);

}  // namespace snn::lower
