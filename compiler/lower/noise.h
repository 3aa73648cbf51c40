#pragma once
// White noise: one normal number for each cell or edge and step, or one for all of them.

#include "compiler/lower/expressions.h"
#include "compiler/lower/workspace.h"

#include <string>

namespace snn::lower {

/// The draw of this step. `owner`: the path of the population or projection; `nth`: further
/// independent draws of one noise are counted from 1.
[[nodiscard]] ValueId noise(Workspace& work, Expressions& here, const std::string& owner,
                            SymbolId symbol, int nth);

}  // namespace snn::lower
