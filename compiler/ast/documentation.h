#pragma once
// The `##` comments that document a declaration: hover texts, generated pages, headers of results.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::ast {

/// The text of the `##` comment at the end of the line on which `declaration` begins, or else of
/// the lines of `##` comments directly above it. Without the `##`, one blank removed; lines joined
/// by line breaks; empty when there is none.
[[nodiscard]] std::string documentation(const File& file, const source::SourceManager& sources,
                                        SourceSpan declaration);

}  // namespace snn::ast
