#pragma once
// How many columns a text fills in a terminal.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace snn::typeset {

/// Its code points: the bytes that do not continue one.
[[nodiscard]] inline std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace snn::typeset
