#include "targets/reference/kernels.h"

#include "compiler/ir/builder.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace snn::reference {
namespace {

using blueprint::Domain;
using blueprint::FieldRole;
using blueprint::Place;
using ir::Frame;
using ir::Op;
using ir::Type;

/// Two populations `a` and `b`, a projection between them, a column of each kind, and the memory of
/// a run.
struct Network {
  ir::Program program;
  ir::PopulationId a;
  ir::PopulationId b;
  ir::ProjectionId joined;
  ir::GlobalId n_a;
  ir::FieldId v;       // f64 of b
  ir::FieldId input;   // f32 of b
  ir::FieldId fired;   // mark of b
  ir::FieldId weight;  // f64 of edges
  ir::FieldId buffer;  // f64[3] of b

  std::vector<double> v_column = std::vector<double>(4, 0);
  std::vector<float> input_column = std::vector<float>(4, 0);
  std::vector<std::uint8_t> fired_column = std::vector<std::uint8_t>(4, 0);
  std::vector<double> weight_column = std::vector<double>(5, 0);
  std::vector<double> buffer_column = std::vector<double>(12, 0);
  std::vector<std::uint64_t> strides = std::vector<std::uint64_t>(5, 4);
  std::array<std::int64_t, 1> globals{4};
  std::vector<void*> fields;
  snn_failure failure{};
  snn_kernel_args args{};

  Network() {
    blueprint::Blueprint& all = program.blueprint;
    program.level = ir::Level::Machine;
    n_a = all.globals.add({.name = "n", .type = Type::I64});
    a = all.populations.add({.name = "a", .size = n_a});
    b = all.populations.add({.name = "b", .size = n_a});
    joined = all.projections.add({.name = "joined", .source = a, .target = b});
    v = all.fields.add({.name = "b.v", .type = Type::F64, .population = b});
    input = all.fields.add(
        {.name = "b.i", .type = Type::F32, .role = FieldRole::Input, .population = b});
    fired = all.fields.add(
        {.name = "b.fired", .type = Type::Bool, .role = FieldRole::Flag, .population = b});
    weight = all.fields.add(
        {.name = "joined.w", .type = Type::F64, .place = Place::Edge, .projection = joined});
    buffer = all.fields.add({.name = "b.x", .type = Type::F64, .population = b, .length = 3});
    all.populations[b].fired = fired;
    fields = {v_column.data(), input_column.data(), fired_column.data(), weight_column.data(),
              buffer_column.data()};
    args.fields = fields.data();
    args.strides = strides.data();
    args.globals = globals.data();
    args.failure = &failure;
  }

  ir::KernelId kernel(Domain domain) {
    program.blueprint.kernels.add(
        {.name = "test", .domain = domain, .population = b, .projection = joined});
    return program.kernels.add({});
  }
  void run(ir::KernelId kernel) { InterpretedKernels(program).run(kernel, args); }
};

TEST_CASE("reference: a kernel of cells runs for its range and no other cell") {
  Network net;
  const ir::KernelId kernel = net.kernel(Domain::EachCell);
  ir::Builder b(net.program, kernel);
  const ir::ValueId decay = b.constant(Type::F64, 0.5);
  b.store({Frame::Self, net.v}, b.op(Op::Mul, {b.load({Frame::Self, net.v}), decay}));
  net.v_column = {8, 8, 8, 8};
  net.args.begin = 1;
  net.args.end = 3;
  for (int step = 0; step < 3; ++step)
    net.run(kernel);
  CHECK(net.v_column == std::vector<double>{8, 1, 1, 8});
}

TEST_CASE("reference: emit marks the cell, and a kernel of spiking cells reads the list") {
  Network net;
  const ir::KernelId mark = net.kernel(Domain::EachCell);
  ir::Builder m(net.program, mark);
  m.emit(m.op(Op::Crosses, {m.load({Frame::Self, net.v}), m.constant(Type::F64, 1)}));
  const ir::KernelId reset = net.kernel(Domain::EachFired);
  ir::Builder r(net.program, reset);
  r.store({Frame::Self, net.v}, r.convert(r.fired(Frame::Self), Type::F64));
  net.v_column = {0.5, 3, 0.9, 1};
  net.fired_column = {1, 0, 0, 0};
  net.args.end = 4;
  net.run(mark);
  CHECK(net.fired_column == std::vector<std::uint8_t>{0, 1, 0, 1});
  const std::array<std::uint32_t, 2> list{1, 3};
  net.args.list = list.data();
  net.args.end = 2;
  net.run(reset);
  CHECK(net.v_column == std::vector<double>{0.5, 1, 0.9, 1});
}

/// Edges by source: 0 -> 1, 0 -> 2, 2 -> 1, 2 -> 1 again, 3 -> 0.
struct Edges {
  std::array<std::uint32_t, 5> sources{0, 0, 2, 2, 3};
  std::array<std::uint16_t, 5> targets{1, 2, 1, 1, 0};
  std::array<std::uint32_t, 5> multiplicity{0, 0, 0, 1, 0};
  std::array<std::uint64_t, 4> row_begin{0, 2, 2, 4};
  std::array<std::uint64_t, 4> row_end{2, 2, 4, 5};
  // By target: 0: edge 4; 1: edges 0, 2, 3; 2: edge 1.
  std::array<std::uint64_t, 5> columns{4, 0, 2, 3, 1};
  std::array<std::uint64_t, 4> column_begin{0, 1, 4, 5};
  std::array<std::uint64_t, 4> column_end{1, 4, 5, 5};

  void give_to(snn_kernel_args& args) const {
    args.sources = sources.data();
    args.targets = targets.data();
    args.multiplicity = multiplicity.data();
    args.row_begin = row_begin.data();
    args.row_end = row_end.data();
  }
};

TEST_CASE("reference: rows add to the inputs of their targets in the precision of the input") {
  Network net;
  const Edges edges;
  edges.give_to(net.args);
  const ir::KernelId kernel = net.kernel(Domain::RowArrival);
  ir::Builder b(net.program, kernel);
  b.accumulate({Frame::Post, net.input}, b.convert(b.load({Frame::Edge, net.weight}), Type::F32));
  net.weight_column = {0.1, 0.2, 1e-9, 0.4, 0.8};
  const std::array<std::uint32_t, 2> list{0, 2};
  net.args.list = list.data();
  net.args.end = 2;
  net.run(kernel);
  CHECK(net.input_column == std::vector<float>{0, (0.1F + 1e-9F) + 0.4F, 0.2F, 0});
}

TEST_CASE("reference: columns reach the edges into a cell") {
  Network net;
  const Edges edges;
  edges.give_to(net.args);
  net.args.edges = edges.columns.data();
  net.args.row_begin = edges.column_begin.data();
  net.args.row_end = edges.column_end.data();
  const ir::KernelId kernel = net.kernel(Domain::ColumnArrival);
  ir::Builder b(net.program, kernel);
  const ir::ValueId ten = b.constant_int(Type::I64, 10);
  const ir::ValueId place =
      b.op(Op::Add, {b.op(Op::Mul, {b.index(Frame::Pre), ten}), b.index(Frame::Post)});
  b.store({Frame::Edge, net.weight}, b.convert(place, Type::F64));
  net.weight_column = {-1, -1, -1, -1, -1};
  const std::array<std::uint32_t, 1> list{1};
  net.args.list = list.data();
  net.args.end = 1;
  net.run(kernel);
  CHECK(net.weight_column == std::vector<double>{1, -1, 21, 21, -1});
}

TEST_CASE("reference: arrays hold one element of every cell after another") {
  Network net;
  const ir::KernelId kernel = net.kernel(Domain::EachCell);
  ir::Builder b(net.program, kernel);
  const ir::ValueId position = b.convert(b.index(Frame::Self), Type::I64);
  b.store_at({Frame::Self, net.buffer}, position, b.constant(Type::F64, 7));
  b.store({Frame::Self, net.v},
          b.load_at({Frame::Self, net.buffer}, b.constant_int(Type::I64, 100)));
  net.args.end = 4;
  net.run(kernel);
  // Cell 3 has no element 3: nothing happens; a load outside takes the last element.
  CHECK(net.buffer_column == std::vector<double>{7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 7, 0});
  CHECK(net.v_column == std::vector<double>{0, 0, 7, 0});
}

TEST_CASE("reference: draws are those of RANDOM.md") {
  Network net;
  const Edges edges;
  edges.give_to(net.args);
  net.args.seed = 1;
  const ir::Stream stream{0xf4af98};
  const ir::KernelId pair = net.kernel(Domain::Pair);
  ir::Builder b(net.program, pair);
  const ir::ValueId drawn =
      b.op(Op::Uniform, {b.constant(Type::F64, 0), b.constant(Type::F64, 1)}, stream);
  b.yield(std::vector{drawn});
  net.args.source = 3;
  net.args.target = 4;
  double result = 0;
  net.args.result = &result;
  net.run(pair);
  CHECK(result == 0.31665025908565225);
  // Two edges between the same cells draw different numbers, and the same ones when asked again.
  const ir::KernelId edge = net.kernel(Domain::EachEdge);
  ir::Builder e(net.program, edge);
  e.store({Frame::Edge, net.weight},
          e.op(Op::Normal, {e.constant(Type::F64, 0), e.constant(Type::F64, 1)}, stream));
  net.args.end = 5;
  net.run(edge);
  const std::vector<double> once = net.weight_column;
  CHECK(once[2] != once[3]);
  net.run(edge);
  CHECK(net.weight_column == once);
}

TEST_CASE("reference: the first requirement that does not hold is reported with its element") {
  Network net;
  const ir::KernelId kernel = net.kernel(Domain::EachCell);
  ir::Builder b(net.program, kernel);
  b.require(b.op(Op::Lt, {b.load({Frame::Self, net.v}), b.constant(Type::F64, 1)}), "v below 1");
  net.v_column = {0, 0, 5, 6};
  net.args.end = 4;
  net.run(kernel);
  CHECK(net.failure.kind == 1);
  CHECK(net.failure.element == 2);
}

}  // namespace
}  // namespace snn::reference
