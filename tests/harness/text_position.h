#pragma once
// Characters and bytes: reported columns count characters of UTF-8 text, strings count bytes.

#include <cstddef>
#include <string_view>

namespace snn::golden {

[[nodiscard]] int n_characters(std::string_view text);

/// The byte at which the character of the given column (from 1) starts; the end when there is none.
[[nodiscard]] std::size_t byte_of_column(std::string_view line, int column);

}  // namespace snn::golden
