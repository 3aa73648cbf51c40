#pragma once
// Neurons, synapses, mechanisms and plasticity rules: each is put together from its own body, its
// base and the mechanisms it uses, and then checked as one.

#include "compiler/sema/context.h"

namespace snn::sema {

/// Declares the model's name in its module; the body is checked by `check_model`.
void declare_model(Context& ctx, const ast::Module& module, ScopeId scope, const ast::Model& model);

/// Puts the model together and checks it, once. Networks find its members in the symbol's scope.
void check_model(Context& ctx, SymbolId symbol);

}  // namespace snn::sema
