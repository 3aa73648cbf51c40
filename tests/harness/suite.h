#pragma once
// Runs many golden tests at a time and prints what fails and the totals.

#include "tests/harness/golden_test.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace snn::golden {

struct SuiteOptions {
  Settings settings;
  std::vector<std::filesystem::path> roots;
  std::string filter;
  std::size_t n_jobs = 2;
  /// Whether each code that `snn explain --list` names must turn up in some test.
  bool needs_all_codes = false;
};

/// The test files below the roots whose path contains the filter, in the order of their paths.
[[nodiscard]] std::vector<std::filesystem::path> find_tests(const SuiteOptions& options);

/// Whether all tests pass. The last line printed is `N passed, N failed`.
[[nodiscard]] bool run_suite(const SuiteOptions& options);

}  // namespace snn::golden
