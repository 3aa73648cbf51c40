#pragma once
// The functions of the language that are a few instructions each.

#include "compiler/ir/builder.h"
#include "compiler/model/intrinsics.h"

#include <optional>
#include <span>

namespace snn::lower {

/// Functions of numbers alone, without `min`, `max` and `pow`.
[[nodiscard]] bool is_elementary(model::Intrinsic function);
[[nodiscard]] ir::ValueId elementary(ir::Builder& builder, model::Intrinsic function,
                                     std::span<const ir::ValueId> args);

/// The instruction that draws from a distribution.
[[nodiscard]] std::optional<ir::Op> draw_of(model::Intrinsic distribution);

}  // namespace snn::lower
