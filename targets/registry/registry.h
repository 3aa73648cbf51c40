#pragma once
// The targets of this build.

#include "compiler/target/target.h"

#include <span>
#include <string_view>

namespace snn::targets {

/// In order of preference: the first is what `snn run` takes.
[[nodiscard]] std::span<const target::Target* const> all_targets();

/// By name, the first when it is empty; null when this build has no such target.
[[nodiscard]] const target::Target* find_target(std::string_view name);

/// The first that makes code; null in a build without LLVM.
[[nodiscard]] const target::Target* find_code_target();

/// Those that the source tree has, built or not.
[[nodiscard]] std::span<const std::string_view> known_targets();

}  // namespace snn::targets
