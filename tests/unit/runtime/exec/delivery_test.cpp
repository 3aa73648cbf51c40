// Which spikes arrive when, and in which order they are added up.

#include "tests/unit/runtime/exec/hand_made.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace snn::exec {
namespace {

using blueprint::Connect;
using blueprint::Deliver;
using blueprint::Launch;
using blueprint::Pairs;
using blueprint::Route;
using blueprint::Rule;

// A sum that depends on the order of what is added: digits, one after another.
double appended(double number, double digit) {
  return number * 10 + digit;
}

// Source `cell` spikes in step `cell` and never again; what each step adds to the target, as
// digits.
struct OneTarget {
  HandMade net;
  PopulationId source = net.population("S", 4);
  PopulationId target = net.population("T", 1);
  FieldId input = net.field(target, "T.in");
  FieldId heard = net.field(target, "T.heard");

  KernelId forget() {
    return net.over_cells("forget", Domain::EachCell, target, [=, this](const auto& args) {
      for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
        column<double>(args, input)[cell] = 0;
      }
    });
  }
  KernelId digits(ProjectionId projection, double first) {
    return net.over_edges("digits", Domain::RowArrival, projection, [=, this](const auto& args) {
      over_rows(args, [&](auto, std::uint32_t from, std::uint32_t to) {
        double& sum = column<double>(args, input)[to];
        sum = appended(sum, first + from);
      });
    });
  }
};

TEST_CASE("delivery: a spike arrives its delay after it was emitted") {
  for (const int delay : {1, 2, 7}) {
    OneTarget it;
    const auto joined =
        it.net.projection("p", it.source, it.target, Pairs{.rule = Rule::All}, delay);
    it.net.plan.schedule.build = {Connect{joined}};
    it.net.plan.schedule.step = {
        Launch{it.forget()}, Deliver{{it.digits(joined, 1)}},
        Launch{
            it.net.emitter(it.source, [](auto step, auto cell) { return step == 3 && cell == 2; })},
        Route{it.source}};
    Engine engine(it.net.plan, it.net);
    REQUIRE(engine.set_up().is_ok());
    for (int step = 0; step < 15; ++step) {
      REQUIRE(engine.advance(1).is_ok());
      CHECK(engine.cell(it.input, 0) == (step == 3 + delay ? 3 : 0));
    }
  }
}

TEST_CASE("delivery: earlier spikes first, then by projection, then by source") {
  OneTarget it;
  const auto near = it.net.projection("near", it.source, it.target, Pairs{.rule = Rule::All}, 1);
  const auto far = it.net.projection("far", it.source, it.target, Pairs{.rule = Rule::All}, 3);
  it.net.plan.schedule.build = {Connect{near}, Connect{far}};
  const KernelId of_near = it.digits(near, 1);
  const KernelId of_far = it.digits(far, 5);
  it.net.plan.schedule.step = {Launch{it.forget()}, Deliver{{of_near, of_far}},
                               // Cells 0 and 2 in step 0, cells 1 and 3 in step 2.
                               Launch{it.net.emitter(it.source,
                                                     [](auto step, auto cell) {
                                                       return (step == 0 && cell % 2 == 0) ||
                                                              (step == 2 && cell % 2 == 1);
                                                     })},
                               Route{it.source}};
  Engine engine(it.net.plan, it.net);
  REQUIRE(engine.set_up().is_ok());
  REQUIRE(engine.advance(2).is_ok());
  CHECK(engine.cell(it.input, 0) == 13);  // near from 0 and 2
  REQUIRE(engine.advance(2).is_ok());
  // In step 3: far spikes of step 0 first, though their projection is the second.
  CHECK(engine.cell(it.input, 0) == 5724);
}

TEST_CASE("delivery: with one delay, projections in the order of the kernels") {
  OneTarget it;
  const auto a = it.net.projection("a", it.source, it.target, Pairs{.rule = Rule::All}, 2);
  const auto b = it.net.projection("b", it.source, it.target, Pairs{.rule = Rule::All}, 2);
  it.net.plan.schedule.build = {Connect{a}, Connect{b}};
  const KernelId of_a = it.digits(a, 1);
  const KernelId of_b = it.digits(b, 5);
  it.net.plan.schedule.step = {
      Launch{it.forget()}, Deliver{{of_b, of_a}},
      Launch{it.net.emitter(it.source, [](auto step, auto cell) { return step == 0 && cell < 2; })},
      Route{it.source}};
  Engine engine(it.net.plan, it.net);
  REQUIRE(engine.set_up().is_ok());
  REQUIRE(engine.advance(3).is_ok());
  CHECK(engine.cell(it.input, 0) == 5612);
}

TEST_CASE("delivery: every edge has its own delay, known after the edges are made") {
  OneTarget it;
  const auto joined = it.net.projection("p", it.source, it.target, Pairs{.rule = Rule::All});
  const FieldId delay = it.net.of_edges(joined, "delay", Scalar::I32);
  const FieldId weight = it.net.of_edges(joined, "w");
  it.net.plan.projections[joined].delay = GlobalId::none;
  it.net.plan.projections[joined].edge_delay = delay;
  const KernelId draw =
      it.net.over_edges("draw", Domain::EachEdge, joined, [=](const snn_kernel_args& args) {
        for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
          // Cells 0 to 3 have the delays 4, 1, 4, 2, and weights from their number.
          constexpr std::int32_t kDelays[] = {4, 1, 4, 2};
          column<std::int32_t>(args, delay)[edge] = kDelays[args.sources[edge]];
          column<double>(args, weight)[edge] = 1 + args.sources[edge];
        }
      });
  it.net.plan.schedule.build = {Connect{joined}, Launch{draw}};
  const KernelId hear = it.net.over_edges(
      "hear", Domain::RowArrival, joined, [=, input = it.input](const snn_kernel_args& args) {
        over_rows(args, [&](std::uint64_t edge, auto, std::uint32_t to) {
          double& sum = column<double>(args, input)[to];
          sum = appended(sum, column<double>(args, weight)[edge]);
        });
      });
  it.net.plan.schedule.step = {
      Launch{it.forget()}, Deliver{{hear}},
      Launch{it.net.emitter(it.source, [](auto step, auto) { return step == 0 || step == 2; })},
      Route{it.source}};
  Engine engine(it.net.plan, it.net);
  REQUIRE(engine.set_up().is_ok());
  std::vector<double> heard;
  for (int step = 0; step < 8; ++step) {
    REQUIRE(engine.advance(1).is_ok());
    heard.push_back(engine.cell(it.input, 0));
  }
  CHECK(heard == std::vector<double>{0, 2, 4, 2, 134, 0, 13, 0});

  // Other delays while spikes are under way: longer ones than were kept, and another order of rows.
  Engine changed(it.net.plan, it.net);
  REQUIRE(changed.set_up().is_ok());
  REQUIRE(changed.advance(1).is_ok());
  REQUIRE(changed.set_edge_values(delay, std::vector<double>{3, 3, 1, 7}).is_ok());
  CHECK(changed.edges(joined).delays == std::vector<std::int32_t>{3, 3, 1, 7});
  heard.clear();
  for (int step = 1; step < 10; ++step) {
    REQUIRE(changed.advance(1).is_ok());
    heard.push_back(changed.cell(it.input, 0));
  }
  CHECK(heard == std::vector<double>{3, 0, 123, 0, 12, 0, 4, 0, 4});
  CHECK(!changed.set_edge_values(delay, std::vector<double>{1, 1, 0, 1}));
}

TEST_CASE("delivery: slices join the cells they name") {
  HandMade net;
  const PopulationId source = net.population("S", 10);
  const PopulationId target = net.population("T", 200);
  const auto joined = net.projection("p", source, target, Pairs{.rule = Rule::OneToOne});
  net.plan.projections[joined].from = {
      .begin = net.number("b", 1), .end = net.number("e", 10), .step = net.number("s", 3)};
  net.plan.projections[joined].to = {.begin = net.number("tb", 150), .end = net.number("te", 153)};
  net.plan.schedule.build = {Connect{joined}};
  for (const std::size_t n_threads : {1U, 3U}) {
    Engine engine(net.plan, net, {.n_threads = n_threads});
    REQUIRE(engine.set_up().is_ok());
    const EdgeTable edges = engine.edges(joined);
    CHECK(edges.sources == std::vector<std::uint32_t>{1, 4, 7});
    CHECK(edges.targets == std::vector<std::uint32_t>{150, 151, 152});
  }
}

TEST_CASE("delivery: conditions see cells of the whole populations") {
  HandMade net;
  const PopulationId cells = net.population("C", 6);
  const KernelId allows = net.over_edges(
      "where", Domain::Pair, ProjectionId::none,
      [](const snn_kernel_args& args) { *args.result = args.source + 1 == args.target ? 1 : 0; });
  const auto joined = net.projection("p", cells, cells, Pairs{.rule = Rule::All, .allows = allows});
  net.plan.projections[joined].from = {.begin = net.number("b", 2), .end = net.number("e", 5)};
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  const EdgeTable edges = engine.edges(joined);
  CHECK(edges.sources == std::vector<std::uint32_t>{2, 3, 4});
  CHECK(edges.targets == std::vector<std::uint32_t>{3, 4, 5});
}

TEST_CASE("delivery: a cell is not joined to itself, through slices too") {
  HandMade net;
  const PopulationId cells = net.population("C", 4);
  const Pairs pairs{.rule = Rule::All, .excepts_self = true};
  const auto whole = net.projection("whole", cells, cells, pairs);
  const auto sliced = net.projection("sliced", cells, cells, pairs);
  net.plan.projections[sliced].from = {.begin = net.number("b", 2)};
  net.plan.schedule.build = {Connect{whole}, Connect{sliced}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  CHECK(engine.n_edges(whole) == 12);
  CHECK(engine.n_edges(sliced) == 6);
}

TEST_CASE("delivery: listed pairs that come again are told apart") {
  HandMade net;
  const PopulationId source = net.population("S", 3);
  const PopulationId target = net.population("T", 3);
  const auto data =
      net.plan.data.add({.path = "pairs.csv", .n_columns = 2, .values = {2, 1, 0, 2, 2, 1, 2, 0}});
  const auto joined = net.projection("p", source, target, Pairs{.rule = Rule::List, .data = data});
  const FieldId row = net.of_edges(joined, "row", blueprint::Scalar::I64);
  net.plan.projections[joined].pairs.row = row;
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  const EdgeTable edges = engine.edges(joined);
  CHECK(edges.sources == std::vector<std::uint32_t>{0, 2, 2, 2});
  CHECK(edges.targets == std::vector<std::uint32_t>{2, 0, 1, 1});
  CHECK(edges.multiplicities == std::vector<std::uint32_t>{0, 0, 0, 1});
  CHECK(engine.edge_values(row) == std::vector<double>{1, 3, 0, 2});

  net.plan.data[data].values = {2, 3};
  Engine outside(net.plan, net);
  const auto status = outside.set_up();
  CHECK(status.code == status::Code::Input);
  CHECK(status.text.find("cell 2 to cell 3") != std::string::npos);
}

TEST_CASE(
    "delivery: tables number the cells of whole populations, whatever part of them is joined") {
  HandMade net;
  const PopulationId sheet = net.population("S", 12);  // 3 rows of 4
  const PopulationId target = net.population("T", 3);
  const auto data = net.plan.data.add({.path = "m.npy", .n_columns = 3});
  for (int k = 0; k < 36; ++k)
    net.plan.data[data].values.push_back(k % 5 == 0 ? 0 : k);
  const auto joined = net.projection("p", sheet, target, Pairs{.rule = Rule::Matrix, .data = data});
  blueprint::Projection& row = net.plan.projections[joined];
  row.from = {.begin = net.number("r0", 1),
              .row_length = net.number("w", 4),
              .column_begin = net.number("c0", 1),
              .column_step = net.number("cs", 2)};
  row.to = {.begin = net.number("t0", 1)};
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> targets;
  for (const std::uint32_t i : {5U, 7U, 9U, 11U}) {
    for (const std::uint32_t j : {1U, 2U}) {
      if ((i * 3 + j) % 5 == 0) continue;
      sources.push_back(i);
      targets.push_back(j);
    }
  }
  CHECK(engine.edges(joined).sources == sources);
  CHECK(engine.edges(joined).targets == targets);
}

TEST_CASE("delivery: a delay of no step is refused") {
  OneTarget it;
  const auto joined = it.net.projection("p", it.source, it.target, Pairs{.rule = Rule::All}, 0);
  it.net.plan.schedule.build = {Connect{joined}};
  it.net.plan.schedule.step = {Deliver{{it.digits(joined, 1)}}};
  Engine engine(it.net.plan, it.net);
  CHECK(engine.set_up().code == status::Code::Input);
}

TEST_CASE("delivery: a delay may grow while spikes are under way") {
  OneTarget it;
  const auto joined = it.net.projection("p", it.source, it.target, Pairs{.rule = Rule::All}, 2);
  const GlobalId delay = it.net.plan.projections[joined].delay;
  it.net.plan.schedule.build = {Connect{joined}};
  it.net.plan.schedule.step = {
      Launch{it.forget()}, Deliver{{it.digits(joined, 1)}},
      Launch{
          it.net.emitter(it.source, [](auto step, auto cell) { return step == 0 && cell == 3; })},
      Route{it.source}};
  Engine engine(it.net.plan, it.net);
  REQUIRE(engine.set_up().is_ok());
  REQUIRE(engine.advance(1).is_ok());
  engine.set_global(delay, 9);
  REQUIRE(engine.derive().is_ok());
  REQUIRE(engine.advance(8).is_ok());
  CHECK(engine.cell(it.input, 0) == 0);
  REQUIRE(engine.advance(1).is_ok());
  CHECK(engine.cell(it.input, 0) == 4);
}

}  // namespace
}  // namespace snn::exec
