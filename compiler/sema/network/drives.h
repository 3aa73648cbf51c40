#pragma once
// `drive`: values and processes that reach inputs from outside.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

/// `env` is that of the network or script. None after a report that leaves nothing to drive.
[[nodiscard]] std::optional<model::DriveDef> check_drive(Context& ctx, const Env& env,
                                                         SourceSpan span, const ast::Drive& item);

}  // namespace snn::sema
