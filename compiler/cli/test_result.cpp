#include "compiler/cli/test_result.h"

#include "runtime/host/manifest.h"
#include "runtime/host/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::cli {
namespace {

// Faster tests are not worth a number.
constexpr double kSlow = 0.5;

std::size_t n_passed(const std::vector<TestResult>& results) {
  return static_cast<std::size_t>(std::ranges::count_if(results, &TestResult::has_passed));
}

std::string_view plural(std::size_t n) {
  return n == 1 ? "" : "s";
}

}  // namespace

std::string test_text(const TestResult& result, bool names_target, bool with_times) {
  const bool has_passed = result.has_passed();
  std::string text = fmt::format("  {}  {}", has_passed ? "ok  " : "FAIL", result.title);
  if (names_target && !result.target.empty()) text += fmt::format(" ({})", result.target);
  if (with_times && result.seconds >= kSlow)
    text += fmt::format("  {}", host::time_text(1000 * result.seconds));
  text += '\n';
  if (!result.reason.empty()) {
    text += fmt::format("        {}{}{}\n", result.place, result.place.empty() ? "" : ": ",
                        result.reason);
  }
  for (const host::Outcome& outcome : result.report.outcomes) {
    if (!outcome.holds) text += "        " + host::failure_text(outcome) + '\n';
  }
  return text;
}

std::string tests_text(const std::vector<TestResult>& results) {
  const std::size_t passed = n_passed(results);
  const std::size_t failed = results.size() - passed;
  std::string text = fmt::format("\n{} test{}: {} passed, {} failed\n", results.size(),
                                 plural(results.size()), passed, failed);
  const auto first = std::ranges::find_if(results, [](const TestResult& result) {
    return !result.has_passed() && !result.target.empty() && !result.is_of_library;
  });
  if (first != results.end()) {
    text += fmt::format("to see one: snn run --experiment \"{}\"{} {}\n", first->title,
                        first->target == "reference" ? " --target reference" : "", first->file);
  }
  return text;
}

std::string test_json(const TestResult& result) {
  const auto text = [](const std::string& words) { return host::json_text(words); };
  return fmt::format(
      R"({{"file": {}, "test": {}, "target": {}, "passed": {}, "reason": {}, "report": {}}})"
      "\n",
      text(result.file), text(result.title), text(result.target), result.has_passed(),
      text(result.reason), host::report_json(result.report));
}

std::string tests_json(const std::vector<TestResult>& results) {
  const std::size_t passed = n_passed(results);
  return fmt::format(R"({{"tests": {}, "passed": {}, "failed": {}}})"
                     "\n",
                     results.size(), passed, results.size() - passed);
}

}  // namespace snn::cli
