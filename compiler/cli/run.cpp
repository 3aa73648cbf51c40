// snn run FILE: compiles a program in memory and runs its experiments.
#include "runtime/host/run.h"

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/cli/run_report.h"
#include "compiler/driver/networks.h"
#include "compiler/driver/programs.h"
#include "compiler/ir/text/print.h"
#include "runtime/host/interrupt.h"
#include "runtime/host/result_hash.h"
#include "runtime/host/settings.h"
#include "runtime/host/stopwatch.h"
#include "targets/registry/registry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <span>
#include <variant>

namespace snn::cli {
namespace {

class Runner {
 public:
  explicit Runner(const RunOptions& options) : options_(options) {}

  int run() {
    const source::DiskFileSystem disk;
    driver::Session session(disk, session_options(options_.read));
    auto checked = check_input(session, options_.read.files.front());
    if (!checked || !checked->is_sound) return report(session, options_.report);
    if (options_.only_plans) {
      print(driver::print_networks(session, *checked, {.experiment = options_.experiment}));
      return report(session, options_.report);
    }
    const std::vector<ir::Program> programs = driver::compile(
        session, *checked, {.experiment = options_.experiment, .precision = options_.precision});
    // What there is to say about the model is said before it runs.
    int exit = report(session, options_.report);
    if (session.diagnostics().has_errors()) return exit;
    for (const ir::Program& program : programs) {
      exit = std::max(exit, run_program(program, programs.size() > 1));
      if (exit == kInterrupted) break;
    }
    return exit;
  }

 private:
  /// Where the results of one program go: a folder of its own when there are several.
  std::string directory_of(const ir::Program& program, bool is_one_of_many) const {
    if (options_.directory.empty() || !is_one_of_many) return options_.directory;
    std::string name = program.blueprint.name;
    for (char& letter : name) {
      if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
    }
    return options_.directory + "/" + name;
  }

  static bool records(const blueprint::Script& script) {
    return std::ranges::any_of(script.steps, [](const blueprint::Step& step) {
      return std::holds_alternative<blueprint::Record>(step.what);
    });
  }

  int run_program(const ir::Program& program, bool is_one_of_many) {
    const target::Target* target = targets::find_target(options_.target);
    if (target == nullptr) return complain(fmt::format("there is no target `{}`", options_.target));
    auto kernels = target->load(program, {});
    if (!kernels) {
      fmt::print(stderr, "snn: {}\n", kernels.error());
      return kInternal;
    }
    const host::Spent compiled = watch_.spent();
    host::RunOptions given;
    given.origin.program = program.blueprint.name;
    given.origin.version = version();
    given.origin.command_line = options_.command_line;
    given.n_threads = options_.n_threads;
    given.directory = directory_of(program, is_one_of_many);
    const std::filesystem::path model = options_.read.files.front();
    given.data_directory = model.parent_path().string();
    if (!given.directory.empty()) given.origin.hash = hash_of(program);
    given.stop = &host::stop_on_interrupt();
    if (options_.seed) given.seed = *options_.seed;
    if (const status::Status status = set_numbers(program.blueprint, given); !status.is_ok())
      return complain(status.text);
    if (isatty(STDERR_FILENO) != 0 && !options_.is_quiet) given.progress = show_progress;
    const host::Report result = host::run(program.blueprint, **kernels, given);
    if (given.progress) clear_progress();
    if (!options_.is_quiet || !result.status.is_ok()) print_result(result);
    if (options_.with_times) print_times(result, compiled);
    if (!options_.is_quiet && given.directory.empty() && records(program.blueprint.script))
      print("nothing is written: `--out DIR` keeps what is recorded\n");
    return exit_code_of(result.status);
  }

  static std::string hash_of(const ir::Program& program) {
    const std::string text = ir::print(program);
    host::Digest digest;
    digest.add(std::as_bytes(std::span(text)));
    return digest.text();
  }

  status::Status set_numbers(const blueprint::Blueprint& blueprint, host::RunOptions& given) {
    for (const std::string& text : options_.settings) {
      if (status::Status status = host::set_parameter(blueprint, text, given.settings);
          !status.is_ok())
        return status;
    }
    if (options_.duration.empty()) return status::ok();
    const status::Result<double> duration = host::read_duration(options_.duration);
    if (!duration) return duration.status();
    given.duration = *duration;
    return status::ok();
  }

  static int complain(const std::string& text) {
    fmt::print(stderr, "snn: {}\n", text);
    return kUsage;
  }

  const RunOptions& options_;
  host::Stopwatch watch_;
};

}  // namespace

int run_run(const RunOptions& options) {
  return Runner(options).run();
}

}  // namespace snn::cli
