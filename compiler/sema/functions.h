#pragma once
// Functions and kernels of the language. A function whose arguments have no units is checked for
// each tuple of argument types that it is called with.

#include "compiler/sema/context.h"

#include <string_view>
#include <vector>

namespace snn::sema {

/// Declares `fn`; its body is checked once with unknown dimensions, for mistakes of its own.
void declare_function(Context& ctx, const ast::File& file, ScopeId scope, ComponentId component,
                      const ast::Fn& fn);
void check_function(Context& ctx, SymbolId symbol);

/// The call of a declared function; `args` are checked already.
[[nodiscard]] ExprId call_function(Context& ctx, const Env& env, SourceSpan span, SymbolId symbol,
                                   const std::vector<ExprId>& args);

/// Declares a kernel; its type is that of its body.
SymbolId declare_kernel(Context& ctx, const ast::File& file, ScopeId scope, ComponentId component,
                        const ast::Kernel& kernel, std::string_view prefix = {});

}  // namespace snn::sema
