#pragma once
// A fix as the lines it takes away and the lines it puts in their place.

#include "compiler/diag/snippet.h"

#include <string>

namespace snn::diag {

[[nodiscard]] std::string render_fix(const Fix& fix, const source::SourceManager& sources,
                                     const SnippetLayout& layout);

}  // namespace snn::diag
