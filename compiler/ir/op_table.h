#pragma once
// The table of ops as Markdown: what IR.md shows, so that it cannot grow old.

#include <string>

namespace snn::ir {

[[nodiscard]] std::string op_table();

}  // namespace snn::ir
