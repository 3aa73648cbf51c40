#pragma once
// How types, frames, domains and levels are spelled in text.

#include "compiler/ir/program.h"

#include <optional>
#include <string_view>

namespace snn::ir {

[[nodiscard]] std::string_view name_of(Type type);
[[nodiscard]] std::string_view name_of(Frame frame);
[[nodiscard]] std::string_view name_of(Level level);

[[nodiscard]] std::optional<Type> type_named(std::string_view name);
[[nodiscard]] std::optional<Frame> frame_named(std::string_view name);
[[nodiscard]] std::optional<Level> level_named(std::string_view name);

}  // namespace snn::ir
