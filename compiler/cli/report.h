#pragma once
// Prints what a session has to say and decides the exit code.

#include "compiler/cli/options.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/driver/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::cli {

/// The version of the program: "0.1.0".
[[nodiscard]] std::string_view version();

/// Every message there is, in the order of the codes.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

/// Messages for people go to standard error, those for programs to standard output.
[[nodiscard]] int report(driver::Session& session, const ReportOptions& options);

/// Whether text on this stream is to be coloured: asked for, or a terminal and NO_COLOR unset.
[[nodiscard]] bool is_coloured(Colour wanted, int file_descriptor);

/// How long each stage took, on standard error.
void print_stage_times(const driver::Session& session);

/// Writes to standard output as it is.
void print(std::string_view text);

}  // namespace snn::cli
