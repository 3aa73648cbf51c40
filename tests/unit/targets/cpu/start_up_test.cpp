// How long it takes until a model runs: a cell of Hodgkin and Huxley by exponential Euler, as the
// front end writes it.

#include "compiler/ir/builder.h"
#include "targets/cpu/jit/kernels.h"

#include <doctest/doctest.h>

#include <ctime>
#include <initializer_list>

namespace snn::cpu {
namespace {

using ir::Frame;
using ir::Op;
using ir::Type;
using ir::ValueId;

class Cell {
 public:
  Cell() : kernel_(add_kernel()), b_(program_, kernel_) { write(); }
  const ir::Program& program() const { return program_; }

 private:
  ir::KernelId add_kernel() {
    program_.level = ir::Level::Machine;
    blueprint::Blueprint& all = program_.blueprint;
    cells_ = all.populations.add({.name = "cells"});
    for (ir::FieldId& field : state_)
      field = all.fields.add({.name = "state", .type = Type::F64, .population = cells_});
    const ir::FieldId fired =
        all.fields.add({.name = "fired", .type = Type::Bool, .population = cells_});
    all.populations[cells_].fired = fired;
    const ir::KernelId step = all.kernels.add(
        {.name = "step", .domain = blueprint::Domain::EachCell, .population = cells_});
    all.schedule.step = {blueprint::Launch{step}};
    return program_.kernels.add({});
  }

  ValueId real(double x) { return b_.constant(Type::F64, x); }
  ValueId load(std::size_t i) { return b_.load({Frame::Self, state_.at(i)}); }
  void store(std::size_t i, ValueId value) {
    b_.store({Frame::Self, state_.at(i)}, b_.op(Op::Flush, {value}));
  }
  ValueId linoid(ValueId v, double offset, double slope, double factor) {
    const ValueId x = b_.op(Op::Mul, {b_.op(Op::Add, {v, real(offset)}), real(1 / slope)});
    return b_.op(Op::Mul, {b_.op(Op::Linoid, {x}), real(factor * slope)});
  }
  ValueId decay(ValueId v, double offset, double slope, double factor) {
    const ValueId x = b_.op(Op::Mul, {b_.op(Op::Add, {v, real(offset)}), real(-1 / slope)});
    return b_.op(Op::Mul, {b_.op(Op::Exp, {x}), real(factor)});
  }
  /// x + (a/(a+b) - x)(1 - e^(-(a+b) dt))
  ValueId relaxed(ValueId x, ValueId opening, ValueId closing) {
    const ValueId sum = b_.op(Op::Add, {opening, closing});
    const ValueId gone = b_.op(Op::Expm1, {b_.op(Op::Mul, {sum, real(-0.02)})});
    const ValueId away = b_.op(Op::Sub, {x, b_.op(Op::Div, {opening, sum})});
    return b_.op(Op::Fma, {away, gone, x});
  }

  void write() {
    const ValueId v = load(0);
    const ValueId m = relaxed(load(1), linoid(v, 40, 10, 0.1), decay(v, 65, 18, 4));
    const ValueId h_closing =
        b_.op(Op::Sigmoid, {b_.op(Op::Mul, {b_.op(Op::Add, {v, real(35)}), real(0.1)})});
    const ValueId h = relaxed(load(2), decay(v, 65, 20, 0.07), h_closing);
    const ValueId n = relaxed(load(3), linoid(v, 55, 10, 0.01), decay(v, 65, 80, 0.125));
    const ValueId sodium =
        b_.op(Op::Mul, {b_.op(Op::Mul, {b_.op(Op::PowInt, {m}, std::int64_t{3}), h}), real(120)});
    const ValueId potassium = b_.op(Op::Mul, {b_.op(Op::PowInt, {n}, std::int64_t{4}), real(36)});
    const ValueId total = b_.op(Op::Add, {b_.op(Op::Add, {sodium, potassium}), real(0.3)});
    const ValueId drive =
        b_.op(Op::Fma, {sodium, real(50), b_.op(Op::Fma, {potassium, real(-77), real(-16.3)})});
    const ValueId rest = b_.op(Op::Div, {b_.op(Op::Add, {drive, load(4)}), total});
    const ValueId gone = b_.op(Op::Expm1, {b_.op(Op::Mul, {total, real(-0.02)})});
    const ValueId next = b_.op(Op::Fma, {b_.op(Op::Sub, {v, rest}), gone, v});
    const ValueId crosses =
        b_.op(Op::And, {b_.op(Op::Lt, {v, real(0)}), b_.op(Op::Crosses, {next, real(0)})});
    b_.emit(crosses);
    store(0, next);
    store(1, m);
    store(2, h);
    store(3, n);
  }

  ir::Program program_;
  ir::PopulationId cells_;
  std::array<ir::FieldId, 5> state_;
  ir::KernelId kernel_;
  ir::Builder b_;
};

double seconds_of_processor() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Some 50 ms alone on a quiet machine; the limit leaves room for a busy one and for sanitizers.
TEST_CASE("cpu: a Hodgkin-Huxley cell is compiled in a moment") {
  constexpr double kLimit = 0.5;
  const Cell cell;
  // LLVM sets itself up once.
  REQUIRE(CompiledKernels::of(cell.program(), {.level = 0, .width = 1}).is_ok());
  const double start = seconds_of_processor();
  const auto kernels = CompiledKernels::of(cell.program(), {});
  const double took = seconds_of_processor() - start;
  REQUIRE(kernels.is_ok());
  const double milliseconds = took * 1e3;
  MESSAGE("compiled and loaded in " << milliseconds << " ms");
  CHECK(took < kLimit);

  constexpr std::size_t kCells = 4096;
  std::array<std::vector<double>, 5> state;
  const std::array<double, 5> first{-65, 0.05, 0.6, 0.32, 10};
  for (std::size_t i = 0; i < state.size(); ++i)
    state.at(i).assign(kCells, first.at(i));
  std::vector<std::uint8_t> fired(kCells, 0);
  std::array<void*, 6> fields{state[0].data(), state[1].data(), state[2].data(),
                              state[3].data(), state[4].data(), fired.data()};
  const snn_kernel_args args{.begin = 0, .end = kCells, .fields = fields.data()};
  const double begin = seconds_of_processor();
  std::size_t n_spikes = 0;
  constexpr int kSteps = 2500;
  for (int step = 0; step < kSteps; ++step) {
    (*kernels)->run(static_cast<ir::KernelId>(0), args);
    n_spikes += fired[kCells - 1];
  }
  const double updates = seconds_of_processor() - begin;
  const double nanoseconds = updates * 1e9 / static_cast<double>(kSteps * kCells);
  MESSAGE(nanoseconds << " ns a cell and step, " << n_spikes << " spikes");
  // 10 uA/cm^2 makes the squid axon fire at about 70 Hz: three or four times in 50 ms of 0.02 ms
  // steps.
  CHECK(n_spikes >= 3);
  CHECK(n_spikes <= 4);
}

}  // namespace
}  // namespace snn::cpu
