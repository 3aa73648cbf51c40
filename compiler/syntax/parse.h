#pragma once
// Source text becomes a tree. The only door of the room that knows ANTLR.

#include "compiler/ast/file.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace snn::syntax {

/// Reads any bytes. What cannot be read is said once and stands in the tree as `ErrorExpr` or
/// `ErrorItem`; everything around it is kept, so that later stages can report more.
[[nodiscard]] ast::File parse(const source::SourceManager& sources, source::FileId file,
                              diag::Diagnostics& diags);

}  // namespace snn::syntax
