#pragma once
// Documentation from a tree: `snn doc`.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::typeset {

/// For the terminal, formulas in Unicode: `C · dV/dt = −g_L·(V − E_L) + I`.
[[nodiscard]] std::string to_text(const ast::File& file, const source::SourceManager& sources);
/// Markdown with formulas between dollar signs.
[[nodiscard]] std::string to_markdown(const ast::File& file, const source::SourceManager& sources);
/// A fragment of a LaTeX document that loads amsmath.
[[nodiscard]] std::string to_latex(const ast::File& file, const source::SourceManager& sources);

}  // namespace snn::typeset
