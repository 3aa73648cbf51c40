// snn test FILE… | std: runs every `test` block by itself and says which hold.
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/cli/test_result.h"
#include "compiler/driver/library.h"
#include "compiler/driver/programs.h"
#include "runtime/host/interrupt.h"
#include "runtime/host/run.h"
#include "targets/registry/missing.h"
#include "targets/registry/registry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace snn::cli {
namespace {

int complain(const std::string& text) {
  fmt::print(stderr, "snn: {}\n", text);
  return kUsage;
}

source::FileId main_file(const driver::Checked& checked) {
  const auto& modules = checked.tree.modules;
  return modules[ast::ModuleId(modules.size() - 1)].file.source;
}

class Tester {
 public:
  explicit Tester(const TestOptions& options)
      : options_(options), is_json_(options.report.format == Format::Json) {}

  int run() {
    if (options_.target == kAllTargets) {
      targets_.assign(targets::all_targets().begin(), targets::all_targets().end());
    } else if (const target::Target* target = targets::find_target(options_.target)) {
      targets_.push_back(target);
    } else {
      return complain(targets::missing_target(options_.target));
    }
    int exit = kOk;
    for (const std::string& file : options_.read.files)
      exit = std::max(exit, file == kStandardLibrary ? test_library() : test_file(file));
    if (exit == kUsage || exit == kInterrupted) return exit;
    if (results_.empty()) {
      return complain(
          options_.filter.empty()
              ? "there is no `test` block to run"
              : fmt::format("no test has `{}` in its title or its file", options_.filter));
    }
    print(is_json_ ? tests_json(results_) : tests_text(results_));
    return std::ranges::all_of(results_, &TestResult::has_passed) ? exit : kModel;
  }

 private:
  int test_library() {
    const std::string& directory = options_.read.library_directory;
    const Result<driver::Library> library = directory.empty()
                                                ? Result(driver::embedded_library())
                                                : driver::read_library(disk_, directory);
    if (!library) return complain(fmt::format("`{}`: {}", directory, library.error()));
    for (const driver::LibraryFile& file : *library) {
      driver::Session session(disk_, session_options(options_.read));
      driver::Checked checked = session.check_text(file.shown, file.text);
      is_library_ = true;
      const int exit = test_all(session, checked, file.shown);
      is_library_ = false;
      if (exit >= kUsage) return exit;
    }
    return kOk;
  }

  int test_file(const std::string& name) {
    driver::Session session(disk_, session_options(options_.read));
    std::optional<driver::Checked> checked = check_input(session, name);
    if (!checked) return report(session, options_.report);
    return test_all(session, *checked, name);
  }

  int test_all(driver::Session& session, driver::Checked& checked, const std::string& file) {
    if (!checked.is_sound) {
      // Of the library only what is asked for.
      if (is_library_ && !is_wanted(file, "")) return kOk;
      add({.file = file, .title = "(the file)", .reason = "something is wrong with it"});
      return report(session, options_.report);
    }
    bool has_title = false;
    for (const model::ExperimentDef& test : checked.model.experiments) {
      const bool is_of_file = test.span.file == main_file(checked);
      if (!test.is_test || !is_of_file || !is_wanted(file, test.title)) continue;
      if (!has_title && !is_json_) print(file + '\n');
      has_title = true;
      if (!run_test(session, checked, test, file)) return kInterrupted;
    }
    // The library's warnings are not the user's.
    const bool is_said = !is_library_ || session.diagnostics().has_errors();
    return has_title && is_said ? std::min(report(session, options_.report), kModel) : kOk;
  }

  bool is_wanted(const std::string& file, const std::string& title) const {
    return (file + ' ' + title).find(options_.filter) != std::string::npos;
  }

  /// False: the user wants no more of them.
  bool run_test(driver::Session& session, driver::Checked& checked,
                const model::ExperimentDef& test, const std::string& file) {
    const std::size_t n_messages = session.diagnostics().all().size();
    const std::vector<ir::Program> programs = driver::compile(session, checked, {.only = &test});
    if (programs.empty()) {
      add(not_compiled(session, n_messages, test.title, file));
      return true;
    }
    std::string first_hash;
    for (const target::Target* target : targets_) {
      TestResult result = run_on(*target, programs.front(), file);
      if (result.report.status.code == status::Code::Interrupted) return false;
      result.title = test.title;
      if (result.reason.empty() && !first_hash.empty() && result.report.hash != first_hash) {
        result.reason = fmt::format("the result is {}; on {} it is {}", result.report.hash,
                                    targets_.front()->info().name, first_hash);
      }
      if (first_hash.empty()) first_hash = result.report.hash;
      add(std::move(result));
    }
    return true;
  }

  /// With the first error behind `n_messages` others.
  static TestResult not_compiled(driver::Session& session, std::size_t n_messages,
                                 const std::string& title, const std::string& file) {
    TestResult result{.file = file, .title = title, .reason = "it cannot be run"};
    const std::vector<diag::Diagnostic>& all = session.diagnostics().all();
    const auto error = std::find_if(
        all.begin() + static_cast<std::ptrdiff_t>(n_messages), all.end(),
        [](const diag::Diagnostic& message) { return message.severity == diag::Severity::Error; });
    if (error == all.end()) return result;
    result.reason = fmt::format("error[{}]: {}", error->code, error->message);
    if (!error->span.is_valid()) return result;
    const source::SourceFile& text = session.sources().file(error->span.file);
    const source::LineColumn at = text.line_column(error->span.begin);
    result.place = fmt::format("{}:{}:{}", text.name(), at.line, at.column);
    return result;
  }

  TestResult run_on(const target::Target& target, const ir::Program& program,
                    const std::string& file) {
    TestResult result{.file = file, .target = std::string(target.info().name)};
    auto kernels = target.load(program, {});
    if (!kernels) {
      result.reason = kernels.error();
      return result;
    }
    host::RunOptions given;
    given.n_threads = options_.n_threads;
    given.stop = &host::stop_on_interrupt();
    const auto began = std::chrono::steady_clock::now();
    result.report = host::run(program.blueprint, **kernels, given);
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const status::Status& status = result.report.status;
    const bool is_stopped = !status.is_ok() && status.code != status::Code::Expectation;
    if (is_stopped) result.reason = status.text;
    if (is_stopped) result.place = status.place;
    if (!is_stopped && result.report.outcomes.empty()) result.reason = "it expects nothing";
    return result;
  }

  void add(TestResult result) {
    const bool with_times = isatty(STDOUT_FILENO) == 1;
    print(is_json_ ? test_json(result) : test_text(result, targets_.size() > 1, with_times));
    std::fflush(stdout);
    result.is_of_library = is_library_;
    results_.push_back(std::move(result));
  }

  const TestOptions& options_;
  bool is_json_;
  bool is_library_ = false;
  source::DiskFileSystem disk_;
  std::vector<const target::Target*> targets_;
  std::vector<TestResult> results_;
};

}  // namespace

int run_test(const TestOptions& options) {
  return Tester(options).run();
}

}  // namespace snn::cli
