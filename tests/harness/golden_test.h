#pragma once
// Runs one golden test: writes its programs to a fresh folder, runs its commands, compares.

#include "tests/harness/process.h"

#include <filesystem>
#include <set>
#include <string>

namespace snn::golden {

struct Settings {
  /// The program under test.
  std::filesystem::path snn;
  std::chrono::milliseconds time_limit{10'000};
  bool update = false;
  bool update_exit = false;
};

struct Verdict {
  /// Why the test fails, ready to print; empty when it passes.
  std::string complaint;
  /// The expectations in the file were rewritten.
  bool updated = false;
  /// Codes of all diagnostics that were reported on the way.
  std::set<std::string> codes;
};

[[nodiscard]] Verdict run_golden_test(const std::filesystem::path& path, const Settings& settings);

}  // namespace snn::golden
