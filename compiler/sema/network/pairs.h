#pragma once
// `pairs`: which cells a connection joins.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

/// `env` is that of the connection's settings. Reports C512 for what is no rule, and more for its
/// arguments.
[[nodiscard]] model::PairsRule check_pairs(Context& ctx, const Env& env, SourceSpan span,
                                           const ast::Pairs& item);

/// True when the rule may bring weights along: from a matrix, or in a column of a list.
[[nodiscard]] bool brings_weights(const std::optional<model::PairsRule>& pairs);

}  // namespace snn::sema
