#pragma once
// Handlers in parts: what a handler does to states of cells runs once a cell, what it does to edges
// once an edge.

#include "compiler/model/program.h"

#include <functional>
#include <set>

namespace snn::lower {

/// The statements of a handler that some states take part in: their assignments, the names that
/// these read, the choices around them.
[[nodiscard]] std::set<model::StmtId> statements_about(
    const model::Program& program, const model::Block& block,
    const std::function<bool(model::SymbolId)>& is_meant);

/// Whether a handler assigns any of them.
[[nodiscard]] bool assigns(const model::Program& program, const model::Block& block,
                           const std::function<bool(model::SymbolId)>& is_meant);

}  // namespace snn::lower
