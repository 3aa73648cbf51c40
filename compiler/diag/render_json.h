#pragma once
// Messages for programs: one JSON object a line, or a SARIF 2.1.0 log.

#include "compiler/diag/selection.h"
#include "compiler/source/source.h"

#include <functional>
#include <string>
#include <string_view>

namespace snn::diag {

/// Lines and columns count from 1, columns in code points; `begin` and `end` are bytes. A message
/// about no place has a null `span`.
[[nodiscard]] std::string render_json(const Selection& selection,
                                      const source::SourceManager& sources);

struct SarifTool {
  std::string_view version;
  /// One sentence about a code.
  std::function<std::string(std::string_view code)> describe;
};

[[nodiscard]] std::string render_sarif(const Selection& selection,
                                       const source::SourceManager& sources, const SarifTool& tool);

}  // namespace snn::diag
