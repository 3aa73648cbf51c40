// Passes keep every bit: random kernels leave the same memory before and after each of them.

#include "compiler/ir/eval/interpret.h"
#include "compiler/ir/text/print.h"
#include "compiler/ir/verify.h"
#include "compiler/passes/pipeline.h"
#include "runtime/math/store.h"
#include "tests/unit/compiler/ir/random_program.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace snn::passes {
namespace {

using ir::Number;

/// NaNs have no bits that anyone may rely on.
Number canonical(Number number) {
  return ir::is_float(number.type())
             ? Number::real(number.type(), math::canonical_nan(number.as_real()))
             : number;
}

struct Outcome {
  std::map<ir::ElementMemory::Place, std::vector<Number>> fields;
  std::size_t n_failures = 0;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Runs the launches of a step for one cell, twice.
Outcome run_step(const ir::Program& program, std::uint64_t number) {
  ir::ElementMemory memory;
  fill(memory, program, number);
  for (int step = 0; step < 2; ++step) {
    for (const blueprint::Action& action : program.blueprint.schedule.step) {
      const auto& launch = std::get<blueprint::Launch>(action);
      ir::Interpreter(program.kernels[launch.kernel]).run(memory);
    }
  }
  Outcome outcome{.fields = memory.fields, .n_failures = memory.failures.size()};
  for (auto& [place, row] : outcome.fields) {
    for (Number& value : row)
      value = canonical(value);
  }
  return outcome;
}

void check_pipeline(const Pipeline& pipeline, std::uint64_t n_programs) {
  int n_changed = 0;
  for (std::uint64_t number = 0; number < n_programs; ++number) {
    const ir::Program before = ir::random_program(number);
    ir::Program after = before;
    PassContext context;
    const auto note = [&](const PassInfo& pass, PassResult result, const ir::Program& program) {
      n_changed += result == PassResult::Changed ? 1 : 0;
      const auto violations = ir::verify(program);
      REQUIRE_MESSAGE(violations.empty(), "program " << number << " after "
                                                     << std::string(pass.name) << "\n"
                                                     << ir::describe(program, violations)
                                                     << ir::print(before) << ir::print(program));
    };
    run(after, pipeline, context, {.verifies = false, .after = note});
    const bool is_same = run_step(before, number) == run_step(after, number);
    REQUIRE_MESSAGE(is_same, "program " << number << "\n" << ir::print(before) << ir::print(after));
  }
  // A pass that never did anything was not tested.
  CHECK(n_changed > 0);
}

constexpr std::uint64_t kPrograms = 1500;

TEST_CASE("passes: each keeps the bits of random kernels") {
  for (const PassInfo& pass : all_passes()) {
    if (pass.name == "machine") continue;
    CAPTURE(std::string(pass.name));
    check_pipeline({&pass}, kPrograms);
  }
}

TEST_CASE("passes: each keeps the bits after all others") {
  Pipeline pipeline = pipeline_of(Effort::Full);
  check_pipeline(pipeline, kPrograms);
  pipeline.insert(pipeline.end(), pipeline.begin(), pipeline.end());
  check_pipeline(pipeline, kPrograms);
}

TEST_CASE("passes: running all again changes nothing but the order of the tables") {
  for (std::uint64_t number = 0; number < kPrograms; ++number) {
    ir::Program program = ir::random_program(number);
    PassContext context;
    for (int round = 0; round < 4; ++round)
      run(program, pipeline_of(Effort::Full), context);
    const std::string settled = ir::print(program);
    run(program, pipeline_of(Effort::Full), context);
    REQUIRE(ir::print(program) == settled);
  }
}

}  // namespace
}  // namespace snn::passes
