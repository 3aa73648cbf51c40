#pragma once
// Lines of source with marks under them, the heart of a message in a terminal.

#include "compiler/diag/palette.h"
#include "compiler/source/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::diag {

/// A place to point at, with words; the primary one is marked `^^^`, others `---`.
struct Mark {
  SourceSpan span;
  std::string_view text;
  bool is_primary = false;
};

struct SnippetLayout {
  Palette palette;
  Style primary = Style::Error;
  int n_digits = 1;     // of the largest line number, so that all margins align
  int max_width = 100;  // of the text beside the margin
};

/// `   |`, the margin of a line that is not of the source.
[[nodiscard]] std::string margin(const SnippetLayout& layout, std::string_view sign = "|");

/// The marked lines of one file, each with its marks and words below, every line ended.
[[nodiscard]] std::string render_snippet(const source::SourceFile& file,
                                         const std::vector<Mark>& marks,
                                         const SnippetLayout& layout);

}  // namespace snn::diag
