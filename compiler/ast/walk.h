#pragma once
// Every expression below one, without recursion: for questions that do not depend on structure.

#include "compiler/ast/file.h"

#include <functional>

namespace snn::ast {

/// Calls `visit` for `root` and every expression inside it, subscripts and arguments included, in
/// no promised order.
void for_each_expr(const File& file, ExprId root, const std::function<void(const Expr&)>& visit);

/// Calls `visit` for every reference that `root` reads or calls.
void for_each_ref(const File& file, ExprId root, const std::function<void(const Ref&)>& visit);

}  // namespace snn::ast
