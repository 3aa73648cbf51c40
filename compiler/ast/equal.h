#pragma once
// Whether two trees say the same, wherever their words stand.

#include "compiler/ast/file.h"

namespace snn::ast {

/// Compares everything but spans and comments. Blanks within units do not count.
[[nodiscard]] bool equal(const File& one, const File& other);

}  // namespace snn::ast
