#pragma once
// Runs one shell command to its end, or until its time is up.

#include <chrono>
#include <filesystem>
#include <string>

namespace snn::golden {

struct Finished {
  /// As the shell counts: 128 + n when signal n ended the command.
  int exit = 0;
  bool timed_out = false;
  std::string output;
  std::string errors;
};

struct Surroundings {
  std::filesystem::path directory;
  /// Put in front of PATH, so that `snn` is the program under test.
  std::filesystem::path programs;
  std::chrono::milliseconds time_limit{10'000};
};

[[nodiscard]] Finished run_command(const std::string& command, const Surroundings& surroundings);

}  // namespace snn::golden
