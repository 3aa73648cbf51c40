#pragma once
// What stands below one another: the cells of declarations in a table, and comments behind code.

#include "compiler/format/layout.h"

#include <string>
#include <vector>

namespace snn::format {

/// Pads the cells of neighbouring lines of one table to common columns, as far as the lines stay
/// within `kLineWidth` and no gap becomes wide.
void align_tables(std::vector<Line>& lines);

/// The lines as text, comments behind neighbouring lines in one column.
[[nodiscard]] std::string text_of(const std::vector<Line>& lines);

}  // namespace snn::format
