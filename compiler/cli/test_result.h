#pragma once
// What became of one `test` block on one target, and how that is said.

#include "runtime/host/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::cli {

struct TestResult {
  std::string file;
  std::string title;
  std::string target;          // empty: it did not come so far
  bool is_of_library = false;  // no file that a command could name
  /// Why it did not run to its end, or that targets differ; empty otherwise.
  std::string reason;
  std::string place;  // of the reason; may be empty
  host::Report report;
  double seconds = 0;

  [[nodiscard]] bool has_passed() const { return reason.empty() && report.status.is_ok(); }
};

/// "  ok    a silent cell", or what failed in more lines. `with_times`: how long slow ones took.
[[nodiscard]] std::string test_text(const TestResult& result, bool names_target, bool with_times);
/// "7 tests: 6 passed, 1 failed" and, when some failed, how to see one by itself.
[[nodiscard]] std::string tests_text(const std::vector<TestResult>& results);

/// One line of JSON each.
[[nodiscard]] std::string test_json(const TestResult& result);
[[nodiscard]] std::string tests_json(const std::vector<TestResult>& results);

}  // namespace snn::cli
