// snn run FILE: compiles a program in memory and runs its experiments.
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/cli/run_report.h"
#include "compiler/driver/networks.h"
#include "compiler/driver/programs.h"
#include "compiler/ir/text/print.h"
#include "runtime/host/interrupt.h"
#include "runtime/host/manifest.h"
#include "runtime/host/result_hash.h"
#include "runtime/host/settings.h"
#include "runtime/host/stopwatch.h"
#include "targets/registry/missing.h"
#include "targets/registry/registry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <span>
#include <variant>

namespace snn::cli {
namespace {

int complain(const std::string& text) {
  fmt::print(stderr, "snn: {}\n", text);
  return kUsage;
}

bool records(const blueprint::Script& script) {
  return std::ranges::any_of(script.steps, [](const blueprint::Step& step) {
    return std::holds_alternative<blueprint::Record>(step.what);
  });
}

std::string hash_of(const ir::Program& program) {
  const std::string text = ir::print(program);
  host::Digest digest;
  digest.add(std::as_bytes(std::span(text)));
  return digest.text();
}

class Runner {
 public:
  explicit Runner(const RunOptions& options)
      : options_(options),
        is_json_(options.report.format == Format::Json),
        session_(disk_, session_options(options.read)) {}

  int run() {
    target_ = targets::find_target(options_.target);
    if (target_ == nullptr) return complain(targets::missing_target(options_.target));
    auto checked = check_input(session_, options_.read.files.front());
    if (!checked || !checked->is_sound) return report(session_, options_.report);
    if (options_.only_plans && !options_.settings.empty())
      return complain("--dry-run plans what FILE says: write the value there instead of --set");
    if (options_.only_plans) {
      print(driver::print_networks(
          session_, *checked,
          {.experiment = options_.experiment, .precision = options_.precision}));
      return report(session_, options_.report);
    }
    const std::vector<ir::Program> programs = driver::compile(session_, *checked,
                                                              {.experiment = options_.experiment,
                                                               .precision = options_.precision,
                                                               .print_after = options_.print_after,
                                                               .show = print});
    // What there is to say about the model is said before it runs.
    int exit = report(session_, options_.report);
    if (session_.diagnostics().has_errors()) return exit;
    std::vector<host::RunOptions> given(programs.size());
    if (const status::Status status = read_numbers(programs, given); !status)
      return complain(status.text);
    say_who_runs();
    if (options_.with_times) print_stage_times(session_);
    for (std::size_t k = 0; k < programs.size() && exit != kInterrupted; ++k)
      exit = std::max(exit, run_program(programs[k], given[k], programs.size() > 1));
    return exit;
  }

 private:
  /// A build without LLVM has nothing faster: better said than wondered about.
  void say_who_runs() const {
    const bool is_choice = !options_.target.empty() || options_.is_quiet || is_json_;
    if (is_choice || target_->info().name != "reference") return;
    fmt::print(stderr,
               "snn: this build makes no machine code; the reference interprets the program\n");
  }

  /// Where the results of one program go: a folder of its own when there are several.
  std::string directory_of(const ir::Program& program, bool is_one_of_many) const {
    if (options_.directory.empty() || !is_one_of_many) return options_.directory;
    std::string name = program.blueprint.name;
    for (char& letter : name) {
      if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
    }
    return options_.directory + "/" + name;
  }

  /// A parameter may be one of a single experiment; one that none of them has is a mistake.
  status::Status read_numbers(const std::vector<ir::Program>& programs,
                              std::vector<host::RunOptions>& given) const {
    for (const std::string& text : options_.settings) {
      status::Status refusal = status::ok();
      bool is_known = false;
      for (std::size_t k = 0; k < programs.size(); ++k) {
        const blueprint::Blueprint& blueprint = programs[k].blueprint;
        status::Status status = host::set_parameter(blueprint, text, given[k].settings);
        const std::string_view name = std::string_view(text).substr(0, text.find('='));
        const bool is_its_own = status.is_ok() || host::find_parameter(blueprint, name).is_ok();
        is_known = is_known || is_its_own;
        if (!status && (is_its_own || refusal.is_ok())) refusal = std::move(status);
        if (!refusal && is_its_own) return refusal;
      }
      if (!is_known) return refusal;
    }
    if (options_.duration.empty()) return status::ok();
    const status::Result<double> duration = host::read_duration(options_.duration);
    if (!duration) return duration.status();
    for (host::RunOptions& each : given)
      each.duration = *duration;
    return status::ok();
  }

  int run_program(const ir::Program& program, host::RunOptions& given, bool is_one_of_many) {
    auto kernels = target_->load(program, {});
    if (!kernels) {
      fmt::print(stderr, "snn: {}\n", kernels.error());
      return kInternal;
    }
    const host::Spent compiled = watch_.spent();
    given.origin.program = program.blueprint.name;
    given.origin.version = version();
    given.origin.command_line = options_.command_line;
    given.n_threads = options_.n_threads;
    given.directory = directory_of(program, is_one_of_many);
    if (!given.directory.empty()) given.origin.hash = hash_of(program);
    given.stop = &host::stop_on_interrupt();
    if (options_.seed) given.seed = *options_.seed;
    const bool is_quiet = options_.is_quiet || is_json_;
    if (isatty(STDERR_FILENO) != 0 && !is_quiet) given.progress = show_progress;
    const host::Report result = host::run(program.blueprint, **kernels, given);
    if (given.progress) clear_progress();
    if (is_json_) print_json(program, result);
    if (!is_quiet || (!is_json_ && !result.status.is_ok())) print_result(result);
    if (options_.with_times) print_times(result, compiled);
    if (!is_quiet && given.directory.empty() && records(program.blueprint.script))
      print("nothing is written: `--out DIR` keeps what is recorded\n");
    return exit_code_of(result.status);
  }

  void print_json(const ir::Program& program, const host::Report& result) const {
    print(fmt::format(R"({{"experiment": {}, "target": "{}", "report": {}}})"
                      "\n",
                      host::json_text(program.blueprint.name), target_->info().name,
                      host::report_json(result)));
  }

  const RunOptions& options_;
  host::Stopwatch watch_;
  bool is_json_;
  source::DiskFileSystem disk_;
  driver::Session session_;
  const target::Target* target_ = nullptr;  // not owned
};

}  // namespace

int run_run(const RunOptions& options) {
  return Runner(options).run();
}

}  // namespace snn::cli
