#pragma once
// Writes what a run produced into the text of its test: diagnostics as `#~` lines under the place
// they are about, output as `#|` lines at the end. A test passes when this changes nothing.

#include "tests/harness/golden_file.h"
#include "tests/harness/reported.h"

#include <string>
#include <vector>

namespace snn::golden {

[[nodiscard]] std::string annotate(const GoldenFile& file, const std::vector<Reported>& diagnostics,
                                   const std::string& output);

/// `#~   ^^^^ text`, the marks standing under the place; a place too far left is written out.
[[nodiscard]] std::string pointer_line(const std::string& line, const Place& place, char mark,
                                       const std::string& text);

}  // namespace snn::golden
