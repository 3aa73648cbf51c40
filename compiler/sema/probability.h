#pragma once
// Probabilities: of a pair in `pairs prob(p)`, of a block in `with probability p { }`, of a draw in
// `bernoulli(p)` and `binomial(n, p)`.

#include "compiler/sema/context.h"

namespace snn::sema {

/// A plain number; reports C516 when it is known not to lie between 0 and 1.
[[nodiscard]] ExprId check_probability(Context& ctx, const Env& env, ast::ExprId expr);
/// The same of a value that is a plain number.
void require_probability(Context& ctx, ExprId value);

}  // namespace snn::sema
