#include "tests/conformance/whole_files.h"

#include "runtime/host/run.h"
#include "targets/registry/registry.h"
#include "tests/conformance/ways.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <variant>

namespace snn::conformance {
namespace {

/// Where a network cannot be built without its data files, which the host reads.
constexpr std::int64_t kFewSteps = 20;

/// As many as the reference takes in about that time. The number depends on the machine; that the
/// results agree does not.
std::int64_t affordable_steps(const ir::Program& program, const target::Target& reference,
                              double seconds) {
  auto kernels = reference.load(program, {});
  if (!kernels) return kFewSteps;
  exec::Engine engine(program.blueprint, **kernels);
  if (!engine.set_up()) return kFewSteps;
  const auto began = std::chrono::steady_clock::now();
  const auto spent = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  while (spent() < seconds && engine.advance(1).is_ok()) {
  }
  return std::max(engine.step(), kFewSteps);
}

bool sweeps(const blueprint::Script& script) {
  return std::ranges::any_of(script.steps, [](const blueprint::Step& step) {
    return std::holds_alternative<blueprint::Sweep>(step.what);
  });
}

/// The hash of the whole script up to that step, and what it ended with.
std::string run_script(const ir::Program& program, const target::Target& target, const Way& way,
                       std::int64_t last_step) {
  auto kernels = target.load(program, way.options);
  if (!kernels) return "not loaded: " + kernels.error();
  host::RunOptions options;
  options.n_threads = way.n_threads;
  options.last_step = last_step;
  const host::Report report = host::run(program.blueprint, **kernels, options);
  return report.hash + " " + report.status.text;
}

class FileTrial {
 public:
  FileTrial(const target::Target& reference, const target::Target& cpu, const FileTrials& trials,
            Tally& tally)
      : reference_(reference), cpu_(cpu), trials_(trials), tally_(tally) {}

  void try_file(const std::string& path, bool is_f32) {
    const Compiled compiled = compiler_.compile_file(path, is_f32);
    if (compiled.verdict != Verdict::Ready) {
      const bool is_beyond = compiled.verdict == Verdict::NotLowered;
      ++(is_beyond ? tally_.n_beyond : tally_.n_failed);
      fmt::print("{} {}:\n{}", path, is_beyond ? "not compared" : "is no program",
                 compiled.messages);
    }
    for (const auto& program : compiled.programs)
      compare(path, *program, is_f32);
  }

 private:
  void compare(const std::string& path, const ir::Program& program, bool is_f32) {
    const std::int64_t n_steps = affordable_steps(program, reference_, trials_.seconds);
    const auto run = [&](const target::Target& target, const Way& way) {
      return sweeps(program.blueprint.script) ? run_steps(program, target, way, n_steps)
                                              : run_script(program, target, way, n_steps);
    };
    const std::string expected = run(reference_, {});
    const std::vector<Way> ways =
        trials_.in_all_ways ? all_ways() : std::vector<Way>{some_way(++n_programs_)};
    for (const Way& way : ways) {
      const std::string found = run(cpu_, way);
      ++(found == expected ? tally_.n_passed : tally_.n_failed);
      if (found == expected) continue;
      fmt::print("{}, `{}`, {}, {}, {} steps: reference {}, cpu {}\n{}\n", path,
                 program.blueprint.name, is_f32 ? "f32" : "f64", describe(way), n_steps, expected,
                 found, first_difference(program, reference_, cpu_, way, n_steps));
    }
  }

  const target::Target& reference_;
  const target::Target& cpu_;
  const FileTrials& trials_;
  Tally& tally_;
  Compiler compiler_;
  std::uint64_t n_programs_ = 0;
};

}  // namespace

void try_files(const std::vector<std::string>& paths, const FileTrials& trials, Tally& tally) {
  FileTrial trial(*targets::find_target("reference"), *targets::find_target("cpu"), trials, tally);
  for (const std::string& path : paths) {
    for (const bool is_f32 : {false, true})
      trial.try_file(path, is_f32);
  }
}

}  // namespace snn::conformance
