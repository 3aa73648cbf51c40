#pragma once
// What is asked of a whole model once the program is known: that states move and are read, that
// parameters and inputs are used, that signs make sense. Only a model's own lines are warned about,
// not those of its base or of the mechanisms it uses.

#include "compiler/sema/context.h"

namespace snn::sema {

/// Every question below, for each component that was understood.
void check_finished_models(Context& ctx);

/// N002, D201, D202, D214, S402, E306 (liveness.cpp).
void check_liveness(Context& ctx, ComponentId component);
/// D209, D212, E302, E304, S403, U110: what the signs at the default values say (signs.cpp).
void check_signs(Context& ctx, ComponentId component);
/// S401, S411, D204 through contributions (structure.cpp).
void check_structure(Context& ctx, ComponentId component);

/// True when `span` lies in the model's own text, from its name to the end of its body.
[[nodiscard]] bool is_own(const Context& ctx, const model::Component& component, SourceSpan span);

}  // namespace snn::sema
