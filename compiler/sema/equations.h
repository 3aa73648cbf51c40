#pragma once
// What a model says happens: equations, contributions, spikes, handlers, injections.

#include "compiler/sema/layer.h"

namespace snn::sema {

void check_equation(Context& ctx, const Layer& layer, SourceSpan span,
                    const ast::Equation& equation);
void check_contribution(Context& ctx, const Layer& layer, SourceSpan span,
                        const ast::Contribution& contribution);
void check_spike(Context& ctx, const Layer& layer, SourceSpan span, const ast::Spike& spike);
void check_on(Context& ctx, const Layer& layer, SourceSpan span, const ast::OnHandler& handler);
void check_when(Context& ctx, const Layer& layer, SourceSpan span, const ast::WhenHandler& handler);
void check_every(Context& ctx, const Layer& layer, SourceSpan span,
                 const ast::EveryHandler& handler);
void check_inject(Context& ctx, const Layer& layer, SourceSpan span, const ast::Inject& inject);

}  // namespace snn::sema
