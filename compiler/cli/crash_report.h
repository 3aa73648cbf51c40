#pragma once
// When the compiler itself fails, the user learns what to send us: version, command, input.

#include <string_view>

namespace snn::cli {

/// From now on a crash, a violated check or an escaped exception prints a report and exits with 70.
void install_crash_report(int argc, const char* const* argv, std::string_view version);

/// The file that is being worked on.
void set_crash_input(std::string_view path);

/// Prints the report and leaves the program; `what` says what happened.
[[noreturn]] void crash(std::string_view what) noexcept;

}  // namespace snn::cli
