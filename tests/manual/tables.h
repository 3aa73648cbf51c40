#pragma once
// Tables of the manuals that repeat what the sources say, and must not fall behind them.

#include <string>
#include <string_view>

namespace snn::manual {

/// The tables of built-in names in section 16 of the language manual, from the text of
/// compiler/model/intrinsics.def.
[[nodiscard]] std::string built_in_names(std::string_view definitions);

/// The manual with the part between its two markers replaced.
[[nodiscard]] std::string with_built_in_names(std::string_view manual, std::string_view tables);

}  // namespace snn::manual
