#include "compiler/ir/builder.h"
#include "compiler/ir/eval/interpret.h"
#include "compiler/ir/verify.h"
#include "compiler/ir/walk.h"
#include "compiler/passes/pipeline.h"
#include "tests/unit/compiler/ir/element_memory.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace snn::passes {
namespace {

using blueprint::Domain;
using ir::Frame;
using ir::Op;
using ir::Type;
using ir::ValueId;

/// A population with a state `v`, a parameter `x` of each cell and two numbers of the run; one
/// kernel that a step runs.
struct Cells {
  ir::Program program;
  ir::FieldRef v;
  ir::FieldRef x;
  ir::GlobalId tau;
  ir::GlobalId dt;
  ir::KernelId kernel;

  explicit Cells(Domain domain = Domain::EachCell) {
    blueprint::Blueprint& all = program.blueprint;
    const ir::PopulationId cells = all.populations.add({.name = "cells"});
    v = {Frame::Self, all.fields.add({.name = "cells.v", .population = cells})};
    x = {Frame::Self,
         all.fields.add(
             {.name = "cells.x", .role = blueprint::FieldRole::Param, .population = cells})};
    tau = all.globals.add({.name = "tau"});
    dt = all.globals.add({.name = "dt", .role = blueprint::GlobalRole::State});
    all.kernels.add({.name = "cells.step", .domain = domain, .population = cells});
    kernel = program.kernels.add({});
    all.schedule.step.emplace_back(blueprint::Launch{kernel});
  }

  ir::Builder builder() { return {program, kernel}; }

  void to_machine(Type precision) {
    PassContext context{.precision = precision};
    run(program, {pass_named("machine")}, context, {.verifies = true});
    REQUIRE(program.level == ir::Level::Machine);
  }
  int count(Op op) const {
    int n = 0;
    ir::for_each_inst(program.kernels[kernel], [&](ir::InstId id) {
      n += program.kernels[kernel].insts[id].op == op ? 1 : 0;
    });
    return n;
  }
  /// v and x before; v after.
  double step(double v_before, double x_before, double tau_value = 1) const {
    ir::ElementMemory memory;
    const auto put = [&](ir::FieldRef field, double value) {
      const Type type = program.blueprint.fields[field.field].type;
      memory.fields[{Frame::Self, static_cast<std::uint32_t>(field.field)}] = {
          ir::Number::real(type, value)};
    };
    put(v, v_before);
    put(x, x_before);
    memory.globals = {ir::Number::real(Type::F64, tau_value), ir::Number::real(Type::F64, 0.1)};
    ir::Interpreter(program.kernels[kernel]).run(memory);
    return memory.load(v).as_real();
  }
};

TEST_CASE("machine: a sum takes in the product on its right, else the one on its left") {
  Cells cells;
  ir::Builder b = cells.builder();
  const ValueId v = b.load(cells.v);
  const ValueId x = b.load(cells.x);
  const ValueId left = b.op(Op::Mul, {v, v});
  const ValueId right = b.op(Op::Mul, {x, x});
  b.store(cells.v, b.op(Op::Sub, {left, right}));
  cells.to_machine(Type::F64);
  CHECK(cells.count(Op::Fma) == 1);
  CHECK(cells.count(Op::Mul) == 1);
  const double third = 1.0 / 3;
  CHECK(cells.step(0.1, third) == std::fma(-third, third, 0.1 * 0.1));
  // Not the two roundings of x*x.
  CHECK(cells.step(third, third) == std::fma(-third, third, third * third));
  CHECK(cells.step(third, third) != 0);
}

TEST_CASE("machine: a product that is read twice stays a product") {
  Cells cells;
  ir::Builder b = cells.builder();
  const ValueId x = b.load(cells.x);
  const ValueId square = b.op(Op::Mul, {x, x});
  b.store(cells.v, b.op(Op::Sub, {b.op(Op::Add, {square, x}), square}));
  cells.to_machine(Type::F64);
  CHECK(cells.count(Op::Fma) == 0);
}

TEST_CASE("machine: constant powers are products and roots") {
  for (const auto& [exponent, op] : {std::pair{2.0, Op::Mul},
                                     {3.0, Op::Mul},
                                     {4.0, Op::Mul},
                                     {-1.0, Op::Div},
                                     {0.5, Op::Sqrt},
                                     {1.5, Op::Sqrt},
                                     {5.0, Op::PowInt},
                                     {-2.5, Op::PowHalf},
                                     {0.3, Op::Pow}}) {
    Cells cells;
    ir::Builder b = cells.builder();
    b.store(cells.v, b.op(Op::Pow, {b.load(cells.x), b.constant(Type::Real, exponent)}));
    cells.to_machine(Type::F64);
    CHECK_MESSAGE(cells.count(op) >= 1, exponent);
    CHECK(cells.count(Op::Pow) == (op == Op::Pow ? 1 : 0));
    CHECK(cells.step(0, 1.7) == doctest::Approx(std::pow(1.7, exponent)).epsilon(1e-15));
  }
}

TEST_CASE("machine: what is stored in a state is flushed, what is a parameter is not") {
  Cells cells;
  ir::Builder b = cells.builder();
  const ValueId x = b.load(cells.x);
  b.store(cells.v, x);
  b.store(cells.x, x);
  cells.to_machine(Type::F64);
  CHECK(cells.count(Op::Flush) == 1);
  CHECK(cells.step(1, 0x1p-970) == 0);
}

TEST_CASE("machine: a division by a power of two is an exact product") {
  Cells cells;
  ir::Builder b = cells.builder();
  b.store(cells.v, b.op(Op::Floor, {b.op(Op::Div, {b.load(cells.x), b.constant(Type::Real, 8)})}));
  cells.to_machine(Type::F64);
  CHECK(cells.count(Op::Div) == 0);
  CHECK(cells.step(0, 23.9) == 2);
}

TEST_CASE("machine: in a step a division by a number of the run multiplies with its reciprocal") {
  Cells cells;
  ir::Builder b = cells.builder();
  b.store(cells.v, b.op(Op::Div, {b.load(cells.x), b.load_global(cells.tau)}));
  cells.to_machine(Type::F64);
  CHECK(cells.step(0, 49, 49) == 49 * (1.0 / 49));
}

TEST_CASE("machine: a quotient that is rounded to a whole number stays a division") {
  Cells cells;
  ir::Builder b = cells.builder();
  b.store(cells.v, b.op(Op::Floor, {b.op(Op::Div, {b.load(cells.x), b.load_global(cells.tau)})}));
  cells.to_machine(Type::F64);
  // 49 * (1.0 / 49) is below 1.
  CHECK(cells.step(0, 49, 49) == 1);
}

TEST_CASE("machine: under f32 numbers of the run are computed in f64 and rounded once") {
  Cells cells;
  ir::Builder b = cells.builder();
  const ValueId tau = b.load_global(cells.tau);
  const ValueId coefficient = b.op(Op::Sub, {tau, b.constant(Type::Real, 1)});
  b.store(cells.v, b.op(Op::Mul, {b.load(cells.x), coefficient}));
  cells.to_machine(Type::F32);
  // In f32 the difference would be 0.
  CHECK(cells.step(0, 1, 1 + 0x1p-40) == 0x1p-40);
  CHECK(cells.program.blueprint.fields[cells.v.field].type == Type::F32);
  CHECK(cells.program.blueprint.globals[cells.tau].type == Type::F64);
}

TEST_CASE("machine: under f32 what differs between cells is f32") {
  Cells cells;
  ir::Builder b = cells.builder();
  const ValueId x = b.load(cells.x);
  const std::vector<ValueId> given = b.branch(
      b.op(Op::Gt, {x, b.constant(Type::Real, 0)}),
      [&] { return std::vector{b.op(Op::Div, {b.constant(Type::Real, 1), x})}; },
      [&] { return std::vector{b.time(Type::Real)}; });
  b.store(cells.v, given[0]);
  cells.to_machine(Type::F32);
  CHECK(cells.step(0, 3) == static_cast<double>(1.0F / 3.0F));
  CHECK(cells.step(0, -3) == static_cast<double>(static_cast<float>(3 * 0.1)));
}

TEST_CASE("machine: the names and the places of values stay") {
  Cells cells;
  ir::Builder b = cells.builder();
  b.at({.file = "model.snn", .line = 7, .column = 3});
  const ValueId v = b.load(cells.v);
  b.name(v, "V");
  b.store(cells.v, b.op(Op::Neg, {v}));
  cells.to_machine(Type::F64);
  const ir::Kernel& kernel = cells.program.kernels[cells.kernel];
  CHECK(
      std::ranges::any_of(kernel.values, [](const ir::Value& value) { return value.name == "V"; }));
  CHECK(std::ranges::all_of(kernel.insts,
                            [](const ir::Inst& inst) { return inst.location.line == 7; }));
}

}  // namespace
}  // namespace snn::passes
