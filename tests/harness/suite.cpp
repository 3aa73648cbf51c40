#include "tests/harness/suite.h"

#include "tests/harness/golden_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace snn::golden {
namespace {

bool is_test(const std::filesystem::path& path) {
  return path.extension() == ".snn" || path.extension() == ".snir";
}

/// Every worker takes the next test until none is left; verdicts lie at the place of their test.
std::vector<Verdict> run_all(const std::vector<std::filesystem::path>& tests,
                             const SuiteOptions& options) {
  std::vector<Verdict> verdicts(tests.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < tests.size(); i = next++) {
      verdicts[i] = run_golden_test(tests[i], options.settings);
    }
  };
  std::vector<std::jthread> workers;
  workers.reserve(options.n_jobs);
  for (std::size_t i = 0; i < options.n_jobs; ++i)
    workers.emplace_back(work);
  workers.clear();
  return verdicts;
}

/// The first word of each line of `snn explain --list`.
std::set<std::string> codes_of_the_program(const Settings& settings) {
  const Finished finished =
      run_command("snn explain --list", {.directory = std::filesystem::current_path(),
                                         .programs = settings.snn.parent_path(),
                                         .time_limit = settings.time_limit});
  std::set<std::string> codes;
  for (const std::string& line : split_lines(finished.output)) {
    const std::string code = line.substr(0, line.find(' '));
    if (!code.empty()) codes.insert(code);
  }
  return codes;
}

std::string missing_codes(const std::vector<Verdict>& verdicts, const Settings& settings) {
  std::set<std::string> produced;
  for (const Verdict& verdict : verdicts)
    produced.insert(verdict.codes.begin(), verdict.codes.end());
  const std::set<std::string> all = codes_of_the_program(settings);
  if (all.empty()) return "`snn explain --list` names no codes\n";
  std::string text;
  for (const std::string& code : all) {
    if (!produced.contains(code)) text += fmt::format("no test produces {}\n", code);
  }
  return text;
}

}  // namespace

std::vector<std::filesystem::path> find_tests(const SuiteOptions& options) {
  std::vector<std::filesystem::path> tests;
  for (const std::filesystem::path& root : options.roots) {
    if (!std::filesystem::is_directory(root)) {
      tests.push_back(root);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && is_test(entry.path())) tests.push_back(entry.path());
    }
  }
  std::erase_if(tests, [&](const std::filesystem::path& path) {
    return path.string().find(options.filter) == std::string::npos;
  });
  std::sort(tests.begin(), tests.end());
  return tests;
}

bool run_suite(const SuiteOptions& options) {
  const std::vector<std::filesystem::path> tests = find_tests(options);
  const std::vector<Verdict> verdicts = run_all(tests, options);
  std::size_t n_passed = 0;
  std::size_t n_failed = 0;
  std::size_t n_updated = 0;
  const auto count = [&](const std::string& name, const std::string& complaint) {
    ++(complaint.empty() ? n_passed : n_failed);
    if (!complaint.empty()) fmt::print("FAILED {}\n{}\n", name, complaint);
  };
  for (std::size_t i = 0; i < tests.size(); ++i) {
    count(tests[i].string(), verdicts[i].complaint);
    if (verdicts[i].updated) ++n_updated;
  }
  if (options.needs_all_codes) {
    count("every code is produced by a test", missing_codes(verdicts, options.settings));
  }
  if (n_updated > 0)
    fmt::print("{} updated: read the difference before you commit it\n", n_updated);
  fmt::print("{} passed, {} failed\n", n_passed, n_failed);
  return n_failed == 0;
}

}  // namespace snn::golden
