// The golden runner: runs every test below the given folders and says what differs.
// `# run:` lines and all the rest of a test's language are described in tests/golden/README.md.

#include "tests/harness/suite.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

constexpr const char* kUsage =
    R"(usage: snn_golden --snn PROGRAM [OPTION...] FOLDER_OR_FILE...

  --filter TEXT    only tests whose path contains TEXT
  --jobs N         how many run at a time (2)
  --timeout N      seconds a command may take (10)
  --update         rewrite the expectations; an exit code that differs stays a failure
  --update-exit    rewrite the exit codes too
  --all-codes      every diagnostic code of the program must be produced by some test
)";

bool read_options(const std::vector<std::string>& arguments, snn::golden::SuiteOptions& options) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const bool takes_value = argument == "--snn" || argument == "--filter" ||
                             argument == "--jobs" || argument == "--timeout";
    if (takes_value && ++i == arguments.size()) return false;
    if (argument == "--snn") {
      options.settings.snn = std::filesystem::absolute(arguments[i]);
    } else if (argument == "--filter") {
      options.filter = arguments[i];
    } else if (argument == "--jobs") {
      options.n_jobs = std::stoul(arguments[i]);
    } else if (argument == "--timeout") {
      options.settings.time_limit = std::chrono::seconds(std::stol(arguments[i]));
    } else if (argument == "--update") {
      options.settings.update = true;
    } else if (argument == "--update-exit") {
      options.settings.update = options.settings.update_exit = true;
    } else if (argument == "--all-codes") {
      options.needs_all_codes = true;
    } else if (argument.starts_with("-")) {
      return false;
    } else {
      options.roots.emplace_back(argument);
    }
  }
  return !options.settings.snn.empty() && !options.roots.empty() && options.n_jobs > 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    snn::golden::SuiteOptions options;
    if (!read_options({argv + 1, argv + argc}, options)) {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    }
    return snn::golden::run_suite(options) ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "snn_golden: {}\n", error.what());
    return 2;
  }
}
