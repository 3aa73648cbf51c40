#pragma once
// How a number of the model is shown to people: the unit they wrote, or the usual one.

#include "compiler/model/program.h"
#include "runtime/blueprint/entities.h"

namespace snn::lower {

[[nodiscard]] blueprint::Display display_of(const model::Program& program, const model::Type& type);

/// With every unit of the same kind, for numbers that people set.
[[nodiscard]] blueprint::Display settable_display_of(const model::Program& program,
                                                     const model::Type& type);

}  // namespace snn::lower
