#pragma once
// What an input of a cell is: all that arrives at it, else its default, within its bounds.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <functional>

namespace snn::lower {

/// A value that the cell's model declares, with the cell's own names.
using DeclaredValue = std::function<ValueId(ExprId)>;

/// The input of the cell that `frame` names, of the sum of what has arrived at it in this step.
[[nodiscard]] ValueId input_of(Workspace& work, Numbers& numbers, Expressions& here,
                               network::PopulationId population, ir::Frame frame, SymbolId input,
                               ValueId sum, const DeclaredValue& declared_value);

}  // namespace snn::lower
