#pragma once
// What the user typed becomes options, and the command is run.

#include <map>
#include <string>
#include <vector>

namespace snn::cli {

/// The exit code of the command, or of the complaint about how it was called.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

/// The long options of each command, for the test that compares them with the help texts.
[[nodiscard]] std::map<std::string, std::vector<std::string>> options_of_commands();

}  // namespace snn::cli
