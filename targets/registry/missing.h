#pragma once
// What is said of a target that this build lacks.

#include <span>
#include <string>
#include <string_view>

namespace snn::targets {

/// `name` is none of those that were built; the source tree may have it all the same.
[[nodiscard]] std::string missing_target(std::string_view name);
[[nodiscard]] std::string missing_target(std::string_view name,
                                         std::span<const std::string_view> built,
                                         std::span<const std::string_view> known);

/// Nothing here makes machine code.
[[nodiscard]] std::string missing_code();

}  // namespace snn::targets
