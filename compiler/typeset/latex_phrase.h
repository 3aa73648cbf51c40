#pragma once
// Phrases within formulas of LaTeX, which Markdown has too. Private to the room.

#include "compiler/typeset/page.h"

#include <string>
#include <string_view>

namespace snn::typeset {

/// The phrase as a formula, its words upright.
[[nodiscard]] std::string latex_formula(const Phrase& phrase);

/// Without blanks around it: a dollar sign must not have any beside it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace snn::typeset
