#pragma once
// Declarations have no order: a symbol's type is found when it is needed, after those of the names
// it is defined by. Circles are reported once, as D204.

#include "compiler/sema/context.h"

#include <functional>
#include <vector>

namespace snn::sema {

/// `run` sets the type of `symbol`; it will be called once, after everything that `reads` names.
void define(Context& ctx, SymbolId symbol, const ast::File& file, ScopeId scope,
            std::vector<ast::ExprId> reads, std::function<void()> run);

/// Makes sure that `symbol` has its type. Long chains of definitions cost no stack.
void resolve(Context& ctx, SymbolId symbol, SourceSpan use);

/// The type, resolved first. `use` is where it is needed.
[[nodiscard]] const Type& type_of(Context& ctx, SymbolId symbol, SourceSpan use);

}  // namespace snn::sema
