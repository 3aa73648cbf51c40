#pragma once
// What edges take from the files that name their pairs.

#include "compiler/lower/workspace.h"

#include <optional>

namespace snn::lower {

/// Of the edge that a kernel runs for, in f64 and internal units; none: the file brings none.
[[nodiscard]] std::optional<ValueId> delay_from_table(Workspace& work, network::ProjectionId id,
                                                      ir::Builder& builder);
[[nodiscard]] std::optional<ValueId> value_from_table(Workspace& work, network::ProjectionId id,
                                                      SymbolId parameter, ir::Builder& builder);

}  // namespace snn::lower
