#pragma once
// Training blocks: data, a loss, surrogates and what is optimised.

#include "compiler/sema/context.h"

namespace snn::sema {

void check_training(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                    const ast::Train& train);

}  // namespace snn::sema
