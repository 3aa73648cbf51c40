#pragma once
// The pages of `snn explain`: for every code, what it means, an example that is wrong and one that
// is right.

#include "compiler/support/embedded_file.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace snn::explain {

/// All pages, `U101.md`, in the order of their codes.
[[nodiscard]] std::span<const EmbeddedFile> pages();

/// `U101` of `U101.md`.
[[nodiscard]] std::string_view code_of(const EmbeddedFile& page);
/// The page of a code, in any case of letters.
[[nodiscard]] std::optional<EmbeddedFile> page_of(std::string_view code);
/// The first line without its code: "the two sides of an equation have different dimensions".
[[nodiscard]] std::string_view title_of(const EmbeddedFile& page);

/// A program on a page; a wrong one says which code it gives.
struct Example {
  std::string wrong_code;  // empty when the program is right
  std::string program;
};
[[nodiscard]] std::vector<Example> examples_of(const EmbeddedFile& page);

/// The page as a terminal shows it: headings, indented programs, no fences.
[[nodiscard]] std::string render(const EmbeddedFile& page, bool is_coloured);

}  // namespace snn::explain
