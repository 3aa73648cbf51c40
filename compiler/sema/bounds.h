#pragma once
// `in [a, b)`: what may stand there and what must lie between.

#include "compiler/sema/context.h"

#include <optional>
#include <string_view>

namespace snn::sema {

/// Both ends fit `type`, and some value lies between them. `declared` is where the type comes from.
[[nodiscard]] std::optional<model::Bounds> check_bounds(Context& ctx, const Env& env,
                                                        const ast::Bounds& bounds,
                                                        std::string_view name, const Type& type,
                                                        SourceSpan declared = {});
/// Reports D219 when a value that is known now lies outside.
void require_inside(Context& ctx, ExprId value, const model::Bounds& bounds, const Type& type);
/// Reports D216: a state stops at its bounds, so it must be able to reach them. False then.
bool require_closed(Context& ctx, const model::Bounds& bounds, std::string_view name);

}  // namespace snn::sema
