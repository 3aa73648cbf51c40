#pragma once
// Experiments and tests: scripts of runs, recordings and expectations over networks.

#include "compiler/sema/context.h"

namespace snn::sema {

void check_experiment(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                      const ast::Experiment& experiment);
void check_test(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                const ast::Test& test);

}  // namespace snn::sema
