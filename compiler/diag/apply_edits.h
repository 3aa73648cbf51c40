#pragma once
// Carries out the edits of fixes.

#include "compiler/diag/diagnostic.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::diag {

/// The text with all edits carried out; their spans are of this text and do not overlap.
[[nodiscard]] std::string apply_edits(std::string_view text, std::vector<Edit> edits);

struct FixedFiles {
  std::map<source::FileId, std::string> texts;  // of the files that change
  std::size_t n_applied = 0;
  std::size_t n_left_out = 0;  // they touch a place that an earlier fix changes
};

/// The first fix of each diagnostic, in the order given, as far as they do not touch each other.
[[nodiscard]] FixedFiles apply_fixes(const std::vector<Diagnostic>& diagnostics,
                                     const source::SourceManager& sources);

}  // namespace snn::diag
