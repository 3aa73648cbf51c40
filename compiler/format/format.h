#pragma once
// One style for every file: `snn fmt`.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::format {

/// The text of `file` in the one style. It has the words and comments of the original and reads as
/// the same tree; formatting it again changes nothing. The file must have been parsed without
/// errors.
[[nodiscard]] std::string format(const ast::File& file, const source::SourceManager& sources);

}  // namespace snn::format
