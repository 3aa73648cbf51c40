#pragma once
// "Did you mean": how far two names are apart, and the nearest of several.

#include <optional>
#include <span>
#include <string_view>

namespace snn {

/// Insertions, deletions, replacements and swaps of neighbours that turn `from` into `to`.
[[nodiscard]] int edit_distance(std::string_view from, std::string_view to);

/// The candidate a writer of `name` probably meant: the nearest within a third of its length (at
/// least one edit); the earliest of equals; none when nothing is near.
[[nodiscard]] std::optional<std::string_view> nearest_name(
    std::string_view name, std::span<const std::string_view> candidates);

}  // namespace snn
