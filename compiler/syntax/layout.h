#pragma once
// What writers mean by indentation, for texts whose braces fail.

#include "compiler/syntax/lexemes.h"

#include <string_view>

namespace snn::syntax {

/// How far a line is indented that begins with `first`; a tab counts as four blanks.
[[nodiscard]] int indentation_of(const Lexeme& first, std::string_view text);

}  // namespace snn::syntax
