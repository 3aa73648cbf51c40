#pragma once
// `sweep g in 3..8 step 0.5, eta in [1, 2] { … }`: the values that a block is done for.

#include "compiler/sema/context.h"

namespace snn::sema {

/// Declares the variable in `scope`, where the block is checked; its values are those of `env`.
[[nodiscard]] model::SweepStep::Axis check_axis(Context& ctx, const Env& env, ScopeId scope,
                                                const ast::SweepVar& item);

/// X604 for variables that the block did not read.
void report_unused_axes(Context& ctx, const model::SweepStep& sweep);

}  // namespace snn::sema
