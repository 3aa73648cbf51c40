#pragma once
// Slips that are seen in the words alone: signs of other languages, numbers written half, texts
// left open. Each is reported, then mended, so that the parser never meets it.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/lexemes.h"

#include <string_view>
#include <vector>

namespace snn::syntax {

/// The mended lexemes. `text` is the whole file's.
[[nodiscard]] std::vector<Lexeme> mend_slips(const std::vector<Lexeme>& lexemes,
                                             std::string_view text, source::FileId file,
                                             diag::Diagnostics& diags);

}  // namespace snn::syntax
