#pragma once
// Tables of the manuals that repeat what the sources say, and must not fall behind them.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace snn::manual {

/// The tables of built-in names in section 16 of the language manual, from the text of
/// compiler/model/intrinsics.def.
[[nodiscard]] std::string built_in_names(std::string_view definitions);

/// The manual with the part between its two markers replaced.
[[nodiscard]] std::string with_built_in_names(std::string_view manual, std::string_view tables);

/// Files of the library that its catalogue does not name, and names in it that are no files.
[[nodiscard]] std::vector<std::string> catalogue_gaps(const std::filesystem::path& library);

}  // namespace snn::manual
