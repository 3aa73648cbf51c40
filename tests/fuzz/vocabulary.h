#pragma once
// The words and signs of the language, as its grammar spells them.

#include <string>
#include <string_view>
#include <vector>

namespace snn::fuzz {

/// Everything between single quotes in a grammar, its comments left out, and a few names, numbers
/// and units that the grammar describes but does not spell.
[[nodiscard]] std::vector<std::string> vocabulary_of(std::string_view grammar);

}  // namespace snn::fuzz
