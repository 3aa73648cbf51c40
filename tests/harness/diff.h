#pragma once
// The difference between two texts, as `diff -u` shows it.

#include <string>
#include <string_view>

namespace snn::golden {

/// Empty when the texts are equal.
[[nodiscard]] std::string unified_diff(std::string_view expected, std::string_view actual);

}  // namespace snn::golden
