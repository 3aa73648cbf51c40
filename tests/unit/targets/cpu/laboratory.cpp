#include "tests/unit/targets/cpu/laboratory.h"

#include "runtime/math/expm.h"
#include "runtime/math/solve.h"
#include "runtime/random/distributions.h"
#include "runtime/random/words.h"
#include "targets/cpu/jit/kernels.h"
#include "targets/reference/kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

namespace snn::cpu {
namespace {

using ir::Type;

template <class Draw>
double drawn(const snn_draw* place, Draw draw) {
  const random::Key key = random::key_of(place->seed);
  const auto step = static_cast<std::uint64_t>(place->step);
  if (place->multiplicity == 0xffffffffU) {
    random::CellWords words(key, step, place->element, place->stream);
    return draw(words);
  }
  random::EdgeWords words(key, static_cast<std::uint32_t>(step), place->element, place->second,
                          place->stream, place->multiplicity);
  return draw(words);
}

const snn_services kServices{
    .poisson =
        [](const snn_draw* d, double mean) {
          return drawn(d, [&](auto& w) { return static_cast<double>(random::poisson(w, mean)); });
        },
    .binomial =
        [](const snn_draw* d, double n, double p) {
          const auto trials = static_cast<std::uint64_t>(std::max(n == n ? n : 0.0, 0.0));
          return drawn(
              d, [&](auto& w) { return static_cast<double>(random::binomial(w, trials, p)); });
        },
    .gamma =
        [](const snn_draw* d, double shape, double scale) {
          return drawn(d, [&](auto& w) { return random::gamma(w, shape, scale); });
        },
    .expm =
        [](const double* matrix, std::uint64_t n, double* result) {
          const std::vector<double> e = math::expm(std::span(matrix, n * n), n);
          std::ranges::copy(e, result);
        },
    .solve = [](double* a, double* b, std::uint64_t n) -> std::int32_t {
      return math::solve(std::span(a, n * n), std::span(b, n), n) ? 1 : 0;
    },
    .solve_f32 = [](float* a, float* b, std::uint64_t n) -> std::int32_t {
      return math::solve(std::span(a, n * n), std::span(b, n), n) ? 1 : 0;
    },
};

std::size_t bytes_of(Type type) {
  if (type == Type::Bool) return 1;
  return type == Type::F32 || type == Type::I32 ? 4 : 8;
}

/// Ordinary numbers, and now and then an awkward one.
double random_real(std::mt19937_64& words) {
  static constexpr std::array<double, 14> kAwkward{
      0.0, -0.0, 1.0, -1.0, 0.5, 1e300, -1e300, NAN, INFINITY, -INFINITY, 1e-310, 3.0, 1e6, -2.5};
  if (words() % 8 == 0) return kAwkward.at(words() % kAwkward.size());
  return std::ldexp(static_cast<double>(static_cast<std::int64_t>(words())), -60);
}

void set(void* memory, Type type, std::size_t at, std::mt19937_64& words) {
  auto* place = static_cast<char*>(memory) + at * bytes_of(type);
  const double real = random_real(words);
  const auto real32 = static_cast<float>(real);
  const std::uint64_t word = words();
  const std::int64_t whole =
      word % 4 == 0 ? static_cast<std::int64_t>(words()) : static_cast<std::int64_t>(word % 11) - 3;
  const auto whole32 = static_cast<std::int32_t>(whole);
  const auto truth = static_cast<std::uint8_t>(word % 2);
  if (type == Type::F64) std::memcpy(place, &real, 8);
  if (type == Type::F32) std::memcpy(place, &real32, 4);
  if (type == Type::I64) std::memcpy(place, &whole, 8);
  if (type == Type::I32) std::memcpy(place, &whole32, 4);
  if (type == Type::Bool) std::memcpy(place, &truth, 1);
}

std::uint64_t bits_at(const void* memory, Type type, std::size_t at) {
  const auto* place = static_cast<const char*>(memory) + at * bytes_of(type);
  std::uint64_t bits = 0;
  std::memcpy(&bits, place, bytes_of(type));
  constexpr std::uint64_t kNan = 0x7ff8ULL << 48U;
  if (type == Type::F64 && std::isnan(std::bit_cast<double>(bits))) return kNan;
  if (type == Type::F32 && std::isnan(std::bit_cast<float>(static_cast<std::uint32_t>(bits))))
    return kNan;
  return bits;
}

}  // namespace

ir::FieldId World::add(const char* name, Type type, std::uint32_t n_blocks, bool is_of_edges) {
  const std::uint64_t length = is_of_edges ? kEdges : kCells;
  strides_.push_back(length);
  columns_.emplace_back(length * n_blocks);
  blueprint::Field field{.name = name, .type = type};
  if (is_of_edges) {
    field.place = blueprint::Place::Edge;
    field.projection = edges;
  } else {
    field.population = cells;
  }
  return program.blueprint.fields.add(std::move(field));
}

World::World(std::uint64_t seed) : seed_(seed) {
  blueprint::Blueprint& all = program.blueprint;
  all.name = "world";
  program.level = ir::Level::Machine;
  size = all.globals.add({.name = "n", .type = Type::I64});
  kept = all.globals.add({.name = "kept", .type = Type::I64});
  real = all.globals.add({.name = "x", .type = Type::F64});
  real32 = all.globals.add({.name = "y", .type = Type::F32});
  count = all.globals.add({.name = "k", .type = Type::I32});
  cells = all.populations.add({.name = "cells", .size = size});
  edges = all.projections.add({.name = "edges", .source = cells, .target = cells});
  f64 = {add("a", Type::F64, 1, false), add("b", Type::F64, 1, false),
         add("c", Type::F64, 1, false)};
  f32 = {add("p", Type::F32, 1, false), add("q", Type::F32, 1, false)};
  i64 = add("i", Type::I64, 1, false);
  i32 = add("j", Type::I32, 1, false);
  truth = add("t", Type::Bool, 1, false);
  fired = add("fired", Type::Bool, 1, false);
  array = add("array", Type::F64, 3, false);
  history = add("history", Type::F64, 5, false);
  weight = add("w", Type::F64, 1, true);
  trace = add("z", Type::F32, 1, true);
  all.fields[array].length = 3;
  all.fields[history].history = kept;
  all.populations[cells].fired = fired;

  std::mt19937_64 words(seed);
  for (std::uint32_t cell = 0; cell < kCells; ++cell) {
    row_begin_.push_back(sources_.size());
    for (std::uint64_t i = words() % 4; i > 0 && sources_.size() < kEdges; --i) {
      sources_.push_back(cell);
      targets_.push_back(static_cast<std::uint16_t>(words() % kCells));
      multiplicity_.push_back(static_cast<std::uint32_t>(words() % 3));
    }
    row_end_.push_back(sources_.size());
    if (words() % 3 == 0) list_.push_back(cell);
  }
  by_target_.resize(sources_.size());
  std::iota(by_target_.begin(), by_target_.end(), 0);
  std::ranges::stable_sort(by_target_, {}, [&](std::uint64_t edge) { return targets_[edge]; });
  for (std::uint32_t cell = 0; cell < kCells; ++cell) {
    const auto range = std::ranges::equal_range(by_target_, cell, {},
                                                [&](std::uint64_t edge) { return targets_[edge]; });
    column_begin_.push_back(static_cast<std::uint64_t>(range.begin() - by_target_.begin()));
    column_end_.push_back(static_cast<std::uint64_t>(range.end() - by_target_.begin()));
  }
}

ir::KernelId World::kernel(blueprint::Domain domain) {
  program.blueprint.kernels.add(
      {.name = "test", .domain = domain, .population = cells, .projection = edges});
  return program.kernels.add({});
}

void World::fill() {
  std::mt19937_64 words(seed_);
  fields_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Type type = program.blueprint.fields[static_cast<ir::FieldId>(i)].type;
    for (std::size_t at = 0; at < columns_[i].size(); ++at)
      set(columns_[i].data(), type, at, words);
    fields_.push_back(columns_[i].data());
  }
  globals_.assign(program.blueprint.globals.size(), 0);
  for (std::size_t i = 0; i < globals_.size(); ++i)
    set(&globals_[i], program.blueprint.globals[static_cast<ir::GlobalId>(i)].type, 0, words);
  globals_[blueprint::index_of(size)] = kCells;
  globals_[blueprint::index_of(kept)] = 4;
  failure = {};
  result = 0;
}

snn_kernel_args World::arguments(std::uint64_t begin, std::uint64_t end) {
  const bool is_column =
      program.blueprint.kernels[static_cast<ir::KernelId>(program.kernels.size() - 1)].domain ==
      blueprint::Domain::ColumnArrival;
  return {.begin = begin,
          .end = end,
          .step = static_cast<std::int64_t>(seed_ % 7),
          .time = 0.1 * static_cast<double>(seed_ % 7),
          .seed = seed_ * 0x9E3779B97F4A7C15U,
          .dt = 0.1,
          .globals = globals_.data(),
          .fields = fields_.data(),
          .strides = strides_.data(),
          .list = list_.data(),
          .row_begin = is_column ? column_begin_.data() : row_begin_.data(),
          .row_end = is_column ? column_end_.data() : row_end_.data(),
          .edges = by_target_.data(),
          .sources = sources_.data(),
          .targets = targets_.data(),
          .multiplicity = multiplicity_.data(),
          .source = 3,
          .target = 5,
          .result = &result,
          .failure = &failure,
          .services = &kServices};
}

World::Memory World::seen() const {
  Memory memory;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Type type = program.blueprint.fields[static_cast<ir::FieldId>(i)].type;
    std::vector<std::uint64_t>& column = memory.emplace_back();
    for (std::size_t at = 0; at < columns_[i].size(); ++at)
      column.push_back(bits_at(columns_[i].data(), type, at));
  }
  std::vector<std::uint64_t>& rest = memory.emplace_back();
  for (std::size_t i = 0; i < globals_.size(); ++i)
    rest.push_back(
        bits_at(&globals_[i], program.blueprint.globals[static_cast<ir::GlobalId>(i)].type, 0));
  rest.insert(rest.end(),
              {failure.kind, failure.inst, failure.element, bits_at(&result, Type::F64, 0)});
  return memory;
}

World::Memory World::untouched() {
  fill();
  return seen();
}

World::Memory World::interpreted(ir::KernelId kernel, std::uint64_t begin, std::uint64_t end) {
  fill();
  const snn_kernel_args args = arguments(begin, end);
  reference::InterpretedKernels(program).run(kernel, args);
  return seen();
}

World::Memory World::compiled(ir::KernelId kernel, std::uint64_t begin, std::uint64_t end,
                              const CompileOptions& options) {
  auto kernels = CompiledKernels::of(program, options);
  SNN_CHECK(kernels.is_ok(), "{}", kernels.error());
  return run_in(**kernels, kernel, begin, end);
}

World::Memory World::run_in(const exec::Kernels& kernels, ir::KernelId kernel, std::uint64_t begin,
                            std::uint64_t end) {
  fill();
  kernels.run(kernel, arguments(begin, end));
  return seen();
}

World::Memory World::run_by(snn_kernel function, std::uint64_t begin, std::uint64_t end) {
  fill();
  const snn_kernel_args args = arguments(begin, end);
  function(&args);
  return seen();
}

}  // namespace snn::cpu
