#pragma once
// A page in each of the formats. The formulas of the page must be in the right notation: plain for
// text, LaTeX for the others.

#include "compiler/typeset/page.h"

#include <string>

namespace snn::typeset {

[[nodiscard]] std::string write_text(const Page& page);
[[nodiscard]] std::string write_markdown(const Page& page);
[[nodiscard]] std::string write_latex(const Page& page);

/// The rows of a table without the columns that are empty in all of them.
[[nodiscard]] Table without_empty_columns(const Table& table);

}  // namespace snn::typeset
