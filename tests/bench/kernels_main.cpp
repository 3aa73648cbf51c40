// What the compiled kernels of a step cost, apart from the engine that calls them, beside what the
// processor could do at best: `snn_bench_kernels [--width W] [MODEL]`.

#include "compiler/ir/invariant.h"
#include "compiler/ir/walk.h"
#include "runtime/exec/engine.h"
#include "targets/registry/registry.h"
#include "tests/bench/kernel_models.h"
#include "tests/bench/processor_limits.h"
#include "tests/conformance/trial.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace snn::bench {
namespace {

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
}

/// Runs kernels and keeps the shortest time an element that each ever took, and the usual one.
class TimedKernels final : public exec::Kernels {
 public:
  explicit TimedKernels(const exec::Kernels& kernels) : kernels_(kernels) {}

  void run(blueprint::KernelId kernel, const snn_kernel_args& args) const override {
    const double start = now();
    kernels_.run(kernel, args);
    const double took = now() - start;
    if (args.end > args.begin)
      times_[kernel].push_back(took / static_cast<double>(args.end - args.begin));
  }
  /// Of a tenth of the calls, the quickest, because others use the machine too.
  [[nodiscard]] double nanoseconds(blueprint::KernelId kernel) const {
    const auto found = times_.find(kernel);
    if (found == times_.end()) return 0;
    std::vector<double>& times = found->second;
    std::ranges::sort(times);
    return times[times.size() / 10];
  }

 private:
  const exec::Kernels& kernels_;
  mutable std::map<blueprint::KernelId, std::vector<double>> times_;
};

/// What one element asks of the processor at least.
struct Demand {
  int n_exponentials = 0;
  int n_divisions = 0;
  int n_draws = 0;
  double n_bytes = 0;
};

/// Fused multiply-adds of the shortest exponential of 2 ulp: reduction, polynomial, scaling.
constexpr int kFmasOfExponential64 = 15;
constexpr int kFmasOfExponential32 = 9;
/// Products of 32 bits for two words, of Philox with ten rounds, shared by two words.
constexpr double kProductsOfDraw = 10;

bool is_among(ir::Op op, std::initializer_list<ir::Op> ops) {
  return std::ranges::find(ops, op) != ops.end();
}

Demand demand_of(const ir::Program& program, blueprint::KernelId id) {
  Demand demand;
  std::map<blueprint::FieldId, int> touched;
  const ir::Kernel& kernel = program.kernels[id];
  std::set<ir::InstId> once(
      kernel.body.body.begin(),
      kernel.body.body.begin() + static_cast<std::ptrdiff_t>(ir::n_invariant(kernel)));
  ir::for_each_inst(kernel, [&](ir::InstId at) {
    if (once.contains(at)) return;
    const ir::Inst& inst = kernel.insts[at];
    demand.n_exponentials += is_among(inst.op, {ir::Op::Exp, ir::Op::Expm1}) ? 1 : 0;
    demand.n_divisions += inst.op == ir::Op::Div ? 1 : 0;
    demand.n_draws += ir::info(inst.op).has(ir::kRandom) ? 1 : 0;
    if (is_among(inst.op, {ir::Op::Linoid, ir::Op::Phi, ir::Op::Sigmoid, ir::Op::Tanh})) {
      ++demand.n_exponentials;
      ++demand.n_divisions;
    }
    const auto* field = std::get_if<ir::FieldRef>(&inst.attribute);
    if (field != nullptr) touched[field->field] |= ir::info(inst.op).has(ir::kWrites) ? 2 : 1;
  });
  for (const auto& [field, how] : touched) {
    const ir::Type type = program.blueprint.fields[field].type;
    const int size = type == ir::Type::Bool ? 1 : type == ir::Type::F64 ? 8 : 4;
    demand.n_bytes += size * (how == 3 ? 2 : 1);
  }
  return demand;
}

double limit_of(const Demand& demand, const ProcessorLimits& limits, bool is_f32) {
  const int n_fmas = demand.n_exponentials * (is_f32 ? kFmasOfExponential32 : kFmasOfExponential64);
  return std::max({n_fmas * limits.fma, demand.n_divisions * limits.divide,
                   demand.n_draws * kProductsOfDraw * limits.multiply_whole,
                   demand.n_bytes * limits.load_byte});
}

struct Options {
  unsigned width = 0;
  std::string_view only;
};

void measure(const KernelModel& model, bool is_f32, const Options& options,
             conformance::Compiler& compiler) {
  const conformance::Compiled compiled = compiler.compile(std::string(model.text), is_f32);
  if (compiled.programs.empty()) {
    fmt::print("{}: cannot be compiled\n{}", model.name, compiled.messages);
    return;
  }
  const ir::Program& program = *compiled.programs.front();
  const double start = now();
  const auto kernels = targets::find_target("cpu")->load(program, {.width = options.width});
  const double to_compile = (now() - start) * 1e-6;
  if (!kernels) return;
  const TimedKernels timed(**kernels);
  exec::Engine engine(program.blueprint, timed);
  if (!engine.set_up() || !engine.advance(1500)) std::abort();
  const ProcessorLimits limits = measured_limits(is_f32);
  for (const blueprint::Action& action : program.blueprint.schedule.step) {
    const auto* launch = std::get_if<blueprint::Launch>(&action);
    if (launch == nullptr) continue;
    const blueprint::Domain domain = program.blueprint.kernels[launch->kernel].domain;
    if (domain != blueprint::Domain::EachCell) continue;
    const Demand demand = demand_of(program, launch->kernel);
    const double took = timed.nanoseconds(launch->kernel);
    const double limit = limit_of(demand, limits, is_f32);
    fmt::print("{:<14} {} {:>8.2f} {:>8.2f} {:>6.1f} {:>5} {:>4} {:>6} {:>6} {:>9.1f}\n",
               model.name, is_f32 ? "f32" : "f64", took, limit, took / limit, demand.n_exponentials,
               demand.n_divisions, demand.n_draws, demand.n_bytes, to_compile);
  }
}

int run(const std::vector<std::string_view>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--width" && i + 1 < words.size()) {
      options.width = static_cast<unsigned>(std::atoi(std::string(words[++i]).c_str()));
    } else {
      options.only = words[i];
    }
  }
  if (targets::find_target("cpu") == nullptr) {
    fmt::print(stderr, "this build has no target cpu\n");
    return 2;
  }
  fmt::print("{:<14} {:<3} {:>8} {:>8} {:>6} {:>5} {:>4} {:>6} {:>6} {:>9}\n", "a cell, a step", "",
             "ns", "at best", "times", "exp", "div", "draws", "bytes", "compile ms");
  conformance::Compiler compiler;
  for (const KernelModel& model : kKernelModels) {
    if (!options.only.empty() && model.name != options.only) continue;
    for (const bool is_f32 : {false, true})
      measure(model, is_f32, options, compiler);
  }
  return 0;
}

}  // namespace
}  // namespace snn::bench

int main(int argc, char** argv) {
  return snn::bench::run({argv + 1, argv + argc});
}
