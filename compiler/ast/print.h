#pragma once
// The tree as text: what `snn dump --stage=ast` shows.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::ast {

/// One indented line per node: its role below its parent, its kind, its fields, line:column.
[[nodiscard]] std::string print(const File& file, const source::SourceManager& sources);

}  // namespace snn::ast
