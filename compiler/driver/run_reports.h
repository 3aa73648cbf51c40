#pragma once
// What `snn explain schedule FILE` and `snn explain storage FILE` print: for each experiment, test
// or lone network, in which order a step does things, and where every value lives.

#include "compiler/driver/session.h"

#include <string>

namespace snn::driver {

/// Empty when something cannot be planned or lowered, which is reported.
[[nodiscard]] std::string schedule_report(Session& session, Checked& checked,
                                          const std::string& experiment);
[[nodiscard]] std::string storage_report(Session& session, Checked& checked,
                                         const std::string& experiment);

}  // namespace snn::driver
