#pragma once
// Blocks written with a colon, as Python does.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/lexemes.h"

#include <string_view>
#include <vector>

namespace snn::syntax {

/// Reports them and puts braces where indentation says; `text` is the whole file's.
[[nodiscard]] std::vector<Lexeme> brace_colon_blocks(const std::vector<Lexeme>& lexemes,
                                                     std::string_view text, source::FileId file,
                                                     diag::Diagnostics& diags);

}  // namespace snn::syntax
