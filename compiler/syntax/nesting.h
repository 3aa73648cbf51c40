#pragma once
// Limits on how deep a text may nest, so that neither the parser nor any later stage, all of which
// recurse, can run out of stack.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/lexemes.h"

#include <vector>

namespace snn::syntax {

/// Brackets, prefix signs, powers and conditionals inside one another.
inline constexpr int kDeepestNesting = 256;
/// Operators in a row, counted along the deepest path of an expression.
inline constexpr int kLongestChain = 1000;

/// Reports what nests deeper and replaces it by an invented value.
[[nodiscard]] std::vector<Lexeme> limit_nesting(std::vector<Lexeme> lexemes, source::FileId file,
                                                diag::Diagnostics& diags);

}  // namespace snn::syntax
