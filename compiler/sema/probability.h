#pragma once
// Probabilities: of a pair in `pairs prob(p)`, of a block in `with probability p { }`.

#include "compiler/sema/context.h"

namespace snn::sema {

/// A plain number; reports C516 when it is known not to lie between 0 and 1.
[[nodiscard]] ExprId check_probability(Context& ctx, const Env& env, ast::ExprId expr);

}  // namespace snn::sema
