#include "compiler/ir/eval/interpret.h"

#include "compiler/ir/builder.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

namespace snn::ir {
namespace {

/// Nothing but what a kernel computes from constants; remembers failures.
class NoMemory final : public Memory {
 public:
  Number load(FieldRef) override { return {}; }
  void store(FieldRef, Number) override {}
  void accumulate(FieldRef, Number) override {}
  Number load_at(FieldRef, std::int64_t) override { return {}; }
  void store_at(FieldRef, std::int64_t, Number) override {}
  Number load_past(FieldRef, std::int64_t) override { return {}; }
  Number load_global(GlobalId) override { return {}; }
  double load_data(DataId, std::int64_t) override { return 0; }
  void store_global(GlobalId, Number) override {}
  std::int64_t index(Frame) override { return 0; }
  std::int64_t size(PopulationId) override { return 0; }
  std::int64_t step_number() override { return 12; }
  double time() override { return 1.5; }
  double draw(Op, Stream, std::span<const Number>) override { return 0; }
  void emit(bool) override {}
  bool fired(Frame) override { return false; }
  void fail(FailureKind kind, InstId inst) override { failures.emplace_back(kind, inst); }

  std::vector<std::pair<FailureKind, InstId>> failures;
};

struct OneKernel {
  Program program;
  KernelId kernel;

  OneKernel() {
    program.blueprint.kernels.add({.name = "test"});
    kernel = program.kernels.add({});
  }
  std::vector<Number> run(NoMemory& memory) const {
    Interpreter interpreter(program.kernels[kernel]);
    const auto given = interpreter.run(memory);
    return {given.begin(), given.end()};
  }
};

TEST_CASE("interpret: repeat carries values from round to round, all at once") {
  OneKernel test;
  Builder b(test.program, test.kernel);
  const std::array start{b.constant_int(Type::I64, 0), b.constant_int(Type::I64, 1)};
  const auto fibonacci = b.repeat(
      b.constant_int(Type::I64, 30), start, [&](ValueId, std::span<const ValueId> carried) {
        return std::vector{carried[1], b.op(Op::Add, {carried[0], carried[1]})};
      });
  b.yield(fibonacci);
  NoMemory memory;
  CHECK(test.run(memory)[0].as_whole() == 832040);
}

TEST_CASE("interpret: repeat with a count that is not positive gives the start") {
  OneKernel test;
  Builder b(test.program, test.kernel);
  const std::array start{b.constant(Type::F64, 3)};
  b.yield(b.repeat(b.constant_int(Type::I64, -4), start, [&](ValueId, auto carried) {
    return std::vector{b.op(Op::Neg, {carried[0]})};
  }));
  NoMemory memory;
  CHECK(test.run(memory)[0].as_real() == 3);
}

/// Halves 1024 while it is above 1: ten rounds.
void halve(Builder& b, std::int64_t limit) {
  const ValueId half = b.constant(Type::F64, 0.5);
  const ValueId one = b.constant(Type::F64, 1);
  const std::array start{b.constant(Type::F64, 1024)};
  b.yield(b.loop(limit, start, [&](std::span<const ValueId> carried) {
    const ValueId next = b.op(Op::Mul, {carried[0], half});
    return std::vector{b.op(Op::Gt, {next, one}), next};
  }));
}

TEST_CASE("interpret: loop ends with the round that yields false") {
  OneKernel test;
  Builder b(test.program, test.kernel);
  halve(b, 10);
  NoMemory memory;
  CHECK(test.run(memory)[0].as_real() == 1);
  CHECK(memory.failures.empty());
}

TEST_CASE("interpret: loop that would go on beyond its limit is a failure") {
  OneKernel test;
  Builder b(test.program, test.kernel);
  halve(b, 9);
  NoMemory memory;
  CHECK(test.run(memory)[0].as_real() == 2);
  REQUIRE(memory.failures.size() == 1);
  CHECK(memory.failures[0].first == FailureKind::LoopLimit);
}

TEST_CASE("interpret: if runs one of its blocks and gives what it yields") {
  OneKernel test;
  Builder b(test.program, test.kernel);
  const ValueId time = b.time(Type::F64);
  const ValueId is_late = b.op(Op::Gt, {time, b.constant(Type::F64, 1)});
  b.yield(b.branch(
      is_late,
      [&] {
        b.require(b.constant_bool(false), "reached");
        return std::vector{b.constant(Type::F64, 7)};
      },
      [&] {
        b.require(b.constant_bool(false), "not reached");
        return std::vector{time};
      }));
  NoMemory memory;
  CHECK(test.run(memory)[0].as_real() == 7);
  CHECK(memory.failures.size() == 1);
}

}  // namespace
}  // namespace snn::ir
