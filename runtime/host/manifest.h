#pragma once
// The manifest of a run: what must be known to make its results again, as JSON.

#include "runtime/host/report.h"
#include "runtime/recording/table.h"

#include <string>

namespace snn::host {

/// The same run gives the same text: no dates, no times, no machine.
[[nodiscard]] std::string manifest_of(const recording::Origin& origin, const Report& report);

/// The part of it that a run gives, on one line: what `--json` prints.
[[nodiscard]] std::string report_json(const Report& report);

/// A JSON string, quotes included.
[[nodiscard]] std::string json_text(const std::string& text);
/// A JSON number; what JSON has none for is null.
[[nodiscard]] std::string json_number(double number);

}  // namespace snn::host
