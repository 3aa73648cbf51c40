#pragma once
// How a number of the model is shown to people: the unit they wrote, or the usual one.

#include "compiler/lower/workspace.h"
#include "compiler/model/component.h"
#include "compiler/model/program.h"
#include "runtime/blueprint/entities.h"

#include <string>
#include <string_view>

namespace snn::lower {

[[nodiscard]] blueprint::Display display_of(const model::Program& program, const model::Type& type);

/// With every unit of the same kind, its `##` comment and its bounds, for numbers that people set.
[[nodiscard]] blueprint::Display settable_display_of(const Workspace& work, SymbolId symbol,
                                                     const model::Bounds* bounds);

/// As they are written, on one line.
[[nodiscard]] std::string bounds_text(const Workspace& work, const model::Bounds& bounds);
/// Breaks and runs of blanks become one.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace snn::lower
