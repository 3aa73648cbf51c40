// Every function of floats, in vector code of every width, against runtime/math: bit for bit.

#include "compiler/ir/eval/functions.h"

#include "compiler/ir/builder.h"
#include "targets/cpu/jit/kernels.h"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace snn::cpu {
namespace {

using ir::Op;
using ir::Type;

constexpr std::uint64_t kCells = 1U << 14U;

template <class S>
using Bits = typename math::Format<S>::Bits;

/// Any bits at all, numbers of everyday size, large angles, and the corners.
template <class S>
S awkward(std::mt19937_64& words, std::uint64_t i) {
  static constexpr std::array<double, 20> kCorners{
      0.0, -0.0, 1.0, -1.0,   0.5,   2.0,    -2.0,    INFINITY,  -INFINITY, NAN,
      3.0, -3.0, 4.0, 1e-310, 709.8, -745.2, 1048576, 1048577.0, 1e22,      -40.0};
  const double unit = std::ldexp(static_cast<double>(words() >> 11U), -53) - 0.5;
  if (i % 4 == 0) return std::bit_cast<S>(static_cast<Bits<S>>(words()));
  if (i % 4 == 1) return static_cast<S>(unit * 40);
  if (i % 4 == 2) return static_cast<S>(kCorners.at(words() % kCorners.size()));
  return static_cast<S>(unit * 4e6);
}

struct Case {
  Op op;
  std::int64_t n = 0;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (int i = 0; i < ir::n_ops(); ++i) {
    const Op op = static_cast<Op>(i);
    if (ir::float_function<double>(op) == nullptr) continue;
    if (op != Op::PowInt && op != Op::PowHalf) {
      all.push_back({op});
      continue;
    }
    for (const std::int64_t n : {-1000000000000LL, -7LL, -3LL, -2LL, -1LL, 0LL, 1LL, 2LL, 3LL, 4LL,
                                 5LL, 6LL, 7LL, 13LL, 100LL})
      all.push_back({op, n});
  }
  return all;
}

/// A program with one kernel a case: r = op(x, y, z).
template <class S>
struct Bench {
  ir::Program program;
  std::vector<Case> all = cases();
  std::array<std::vector<S>, 3> inputs;
  std::vector<S> result = std::vector<S>(kCells);
  std::array<ir::FieldId, 4> fields;

  Bench() {
    constexpr Type kType = std::same_as<S, double> ? Type::F64 : Type::F32;
    program.level = ir::Level::Machine;
    const ir::PopulationId cells = program.blueprint.populations.add({.name = "cells"});
    for (ir::FieldId& field : fields)
      field = program.blueprint.fields.add({.name = "x", .type = kType, .population = cells});
    for (const Case& one : all) {
      program.blueprint.kernels.add(
          {.name = "f", .domain = blueprint::Domain::EachCell, .population = cells});
      const ir::KernelId kernel = program.kernels.add({});
      ir::Builder b(program, kernel);
      const auto x = [&](std::size_t i) { return b.load({ir::Frame::Self, fields.at(i)}); };
      ir::Attribute attribute;
      if (ir::info(one.op).attribute == ir::AttributeKind::Integer) attribute = one.n;
      const int arity = ir::info(one.op).arity;
      ir::ValueId value;
      if (arity == 1) value = b.op(one.op, {x(0)}, attribute);
      if (arity == 2) value = b.op(one.op, {x(0), x(1)}, attribute);
      if (arity == 3) value = b.op(one.op, {x(0), x(1), x(2)}, attribute);
      b.store({ir::Frame::Self, fields[3]}, value);
    }
    std::mt19937_64 words(11);
    for (std::vector<S>& column : inputs) {
      for (std::uint64_t i = 0; i < kCells; ++i)
        column.push_back(awkward<S>(words, words()));
    }
  }

  /// Cells whose result has other bits than the scalar function; NaNs are all one.
  std::uint64_t n_different(const Case& one) const {
    const auto function = ir::float_function<S>(one.op);
    std::uint64_t n = 0;
    for (std::uint64_t i = 0; i < kCells; ++i) {
      const S expected = function({.x = {inputs[0][i], inputs[1][i], inputs[2][i]}, .n = one.n});
      const bool are_nan = std::isnan(expected) && std::isnan(result[i]);
      n +=
          !are_nan && std::bit_cast<Bits<S>>(expected) != std::bit_cast<Bits<S>>(result[i]) ? 1 : 0;
    }
    return n;
  }

  void check(unsigned width) {
    const auto kernels = CompiledKernels::of(program, {.level = 1, .width = width});
    REQUIRE(kernels.is_ok());
    std::array<void*, 4> columns{inputs[0].data(), inputs[1].data(), inputs[2].data(),
                                 result.data()};
    const snn_kernel_args args{.begin = 0, .end = kCells, .fields = columns.data()};
    for (std::size_t i = 0; i < all.size(); ++i) {
      (*kernels)->run(static_cast<ir::KernelId>(i), args);
      const std::string name = std::string(ir::info(all[i].op).name) + " " +
                               std::to_string(all[i].n) + " in lanes of " + std::to_string(width);
      CHECK_MESSAGE(n_different(all[i]) == 0, name);
    }
  }
};

TEST_CASE("cpu: functions of f64 have the bits of the scalar ones at every width") {
  Bench<double> bench;
  for (const unsigned width : {1U, 4U, 8U, 16U})
    bench.check(width);
}

TEST_CASE("cpu: functions of f32 have the bits of the scalar ones at every width") {
  Bench<float> bench;
  for (const unsigned width : {1U, 4U, 8U, 16U})
    bench.check(width);
}

}  // namespace
}  // namespace snn::cpu
