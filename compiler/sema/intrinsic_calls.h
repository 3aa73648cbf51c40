#pragma once
// Calls of built-in functions, distributions, measures and layouts, checked by their signatures.

#include "compiler/model/intrinsics.h"
#include "compiler/sema/context.h"

namespace snn::sema {

/// The call of `info` with these arguments; what its place allows was checked before.
[[nodiscard]] ExprId check_intrinsic_call(Context& ctx, const Env& env, SourceSpan span,
                                          const model::IntrinsicInfo& info, const ast::Args& args);

}  // namespace snn::sema
