#pragma once
// A file is cut into stretches, one or a few declarations each, so that a mistake in one cannot
// hurt the next. A missing `}` is found here, because only here is it known where a declaration
// should end.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/lexemes.h"

#include <string_view>
#include <vector>

namespace snn::syntax {

using Stretch = std::vector<Lexeme>;

/// Stretches in which every `{` is closed; what had to be added is reported.
[[nodiscard]] std::vector<Stretch> cut_into_stretches(const std::vector<Lexeme>& lexemes,
                                                      std::string_view text, source::FileId file,
                                                      diag::Diagnostics& diags);

}  // namespace snn::syntax
