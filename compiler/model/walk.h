#pragma once
// Every expression and statement below one, each once, without recursion.

#include "compiler/model/program.h"

#include <functional>
#include <set>

namespace snn::model {

/// Calls `visit` for `root` and everything inside it; the bodies of called functions are left out,
/// since all they read are their arguments.
void for_each_expr(const Program& program, ExprId root,
                   const std::function<void(const Expr&)>& visit);

/// Calls `visit` for every statement of a block and of the blocks inside it.
void for_each_stmt(const Program& program, const Block& block,
                   const std::function<void(const Stmt&)>& visit);

/// Calls `visit` for the expressions that one statement holds itself: values and conditions.
void for_each_value(const Stmt& stmt, const std::function<void(ExprId)>& visit);

/// The symbols that an expression reads; `let`s and kernels are followed to what they read.
[[nodiscard]] std::set<SymbolId> reads_of(const Program& program, ExprId root);

}  // namespace snn::model
