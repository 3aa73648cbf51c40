#pragma once
// The checker's door: trees become a resolved, typed program.

#include "compiler/ast/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/model/program.h"
#include "compiler/source/source.h"

namespace snn::sema {

/// Checks every module of `tree`. What has mistakes is still in the result as far as it is
/// understood, with `Type::error()` at the places that were reported. Of declarations that could
/// not be read as written, and of those that lean on them, nothing is said.
[[nodiscard]] model::Program check(const ast::Program& tree, const source::SourceManager& sources,
                                   diag::Diagnostics& diags);

}  // namespace snn::sema
