#pragma once
// What lies between a loss and the parameters that are to make it small: spikes need a surrogate.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

/// `surrogate net.h(d) = …`; T703 unless it has the dimension of one over its argument.
[[nodiscard]] std::optional<model::SurrogateDef> check_surrogate(Context& ctx, const Env& env,
                                                                 SourceSpan span,
                                                                 const ast::Surrogate& item);

/// T702 for spiking populations that no gradient passes. `line` is where a surrogate can be added.
void check_gradients(Context& ctx, const model::TrainDef& train, SourceSpan line);

}  // namespace snn::sema
