#pragma once
// `pre.x` and `post.x`: the other cell, seen from a synapse, a rule or a `connect`.

#include "compiler/sema/context.h"

namespace snn::sema {

/// True when `ref` reads a variable of the cell at one end. `root` is what its first name means.
[[nodiscard]] bool is_remote(const Context& ctx, const Env& env, const ast::Ref& ref,
                             SymbolId root);

/// The read, at `time` when it is in the past. In a model its dimension is an unknown of the
/// component; in a `connect` the populations say it.
[[nodiscard]] ExprId check_remote(Context& ctx, const Env& env, const ast::Ref& ref, ExprId time);

}  // namespace snn::sema
