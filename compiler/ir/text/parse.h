#pragma once
// A program from its text.

#include "compiler/diag/diagnostic.h"
#include "compiler/ir/program.h"
#include "compiler/source/source.h"

#include <optional>

namespace snn::ir {

/// Nothing after a mistake, which `diags` tells. What is returned passes the verifier.
[[nodiscard]] std::optional<Program> parse(const source::SourceManager& sources,
                                           source::FileId file, diag::Diagnostics& diags);

}  // namespace snn::ir
