#pragma once
// Which messages are shown: notes only on request, what `# allow(…)` silences not at all, and never
// so many that the first scrolls away.

#include "compiler/diag/diagnostic.h"

#include <cstddef>
#include <limits>
#include <vector>

namespace snn::diag {

struct SelectionOptions {
  bool with_notes = false;
  std::size_t most_shown = std::numeric_limits<std::size_t>::max();
};

struct Selection {
  std::vector<Diagnostic> shown;  // in the order of their places
  std::size_t n_left_out = 0;     // beyond the most that are shown; counted below all the same
  std::size_t n_errors = 0;
  std::size_t n_warnings = 0;
  std::size_t n_hints = 0;
  std::size_t n_notes = 0;
};

/// A comment `# allow(D206)` on the first line of a message's primary place silences it, unless it
/// is an error; several codes are separated by commas. When too many remain, errors are shown
/// before the rest.
[[nodiscard]] Selection select(const Diagnostics& diagnostics, const source::SourceManager& sources,
                               const SelectionOptions& options);

}  // namespace snn::diag
