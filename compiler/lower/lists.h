#pragma once
// Lists of values that a script or a drive names: `[1, 2, 4]`, `vector("f.csv")`.

#include "compiler/lower/expressions.h"
#include "compiler/lower/workspace.h"

#include <cstddef>

namespace snn::lower {

/// How many there are; Unsupported for what is no list.
[[nodiscard]] std::size_t n_elements(const Workspace& work, network::InstanceId in, ExprId list);
/// Number k of them, as a float of the kernel.
[[nodiscard]] ValueId element(Workspace& work, network::InstanceId in, Expressions& here,
                              ExprId list, std::size_t k);

}  // namespace snn::lower
