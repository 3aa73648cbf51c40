#pragma once
// The statements of handlers and resets.

#include "compiler/sema/context.h"

namespace snn::sema {

/// Checks a block in a scope of its own; `scope` already holds the handler's value, if it has one.
[[nodiscard]] model::Block check_block(Context& ctx, const Env& env, const ast::Block& block);

/// The state, instance variable or local that a reference names; none after a report.
[[nodiscard]] SymbolId find_variable(Context& ctx, const Env& env, const ast::Ref& ref);

}  // namespace snn::sema
