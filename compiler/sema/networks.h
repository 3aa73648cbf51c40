#pragma once
// Networks: populations, who connects to whom by what rule, drives and positions.

#include "compiler/sema/context.h"

namespace snn::sema {

/// Declares the network's name in its module.
void declare_network(Context& ctx, const ast::Module& module, ScopeId scope,
                     const ast::Network& network);

/// Checks the body, once. Its members (populations, `as` names, parameters) are in the symbol's
/// scope, its definition in `Program::networks`.
void check_network(Context& ctx, SymbolId symbol);

}  // namespace snn::sema
