#pragma once
// Applies the fixes a diagnostic offers and sees whether they help.

#include "tests/harness/golden_file.h"
#include "tests/harness/process.h"
#include "tests/harness/reported.h"

#include <string>
#include <vector>

namespace snn::golden {

/// The text with all edits made; they must not overlap.
[[nodiscard]] std::string apply_edits(const std::string& text, std::vector<Edit> edits);

/// Empty when every fix removes its diagnostic and brings no new error; otherwise what goes wrong.
[[nodiscard]] std::string check_fixes(const GoldenFile& file,
                                      const std::vector<Reported>& diagnostics,
                                      const Surroundings& surroundings);

}  // namespace snn::golden
