#pragma once
// Compartments joined by conductances, and cables that the compiler cuts into segments.

#include "compiler/sema/layer.h"

namespace snn::sema {

/// Declares what every segment of a cable has: its voltage `V`, and the current density `J` and
/// current `I` that mechanisms add to.
void declare_cable_variables(Context& ctx, Layer& layer, SourceSpan span);
void check_cable_settings(Context& ctx, const Layer& layer, SymbolId cable, const ast::Cable& item);
void check_couple(Context& ctx, const Layer& layer, SourceSpan span, const ast::Couple& couple);
void check_attach(Context& ctx, const Layer& layer, SourceSpan span, const ast::Attach& attach);

}  // namespace snn::sema
