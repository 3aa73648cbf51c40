#pragma once
// Messages as people read them in a terminal.

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/selection.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::diag {

struct TextOptions {
  bool is_coloured = false;
  int max_width = 100;  // of a line of source
};

/// One message, every line ended.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic,
                                      const source::SourceManager& sources,
                                      const TextOptions& options = {});

/// All that was selected and a line that counts; nothing when there is nothing to say.
[[nodiscard]] std::string render_text(const Selection& selection,
                                      const source::SourceManager& sources,
                                      const TextOptions& options = {});

}  // namespace snn::diag
