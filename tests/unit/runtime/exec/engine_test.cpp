// Set-up in order, the past of fields, changes between steps, limits, and what goes wrong.

#include "runtime/exec/engine.h"

#include "tests/unit/runtime/exec/hand_made.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <limits>

namespace snn::exec {
namespace {

using blueprint::Connect;
using blueprint::Launch;
using blueprint::Pairs;
using blueprint::Rule;

// What a kernel reads of the past, by the treaty.
double past(const snn_kernel_args& args, FieldId field, std::int64_t n_history, std::int64_t age,
            std::uint64_t cell) {
  const std::int64_t slot = ((args.step - 1 - age) % n_history + n_history) % n_history;
  const std::uint64_t stride = args.strides[blueprint::index_of(field)];
  return column<double>(args, field)[static_cast<std::uint64_t>(1 + slot) * stride + cell];
}

TEST_CASE("engine: numbers come first, sizes may be computed") {
  HandMade net;
  const PopulationId cells = net.population("C", 0);
  const GlobalId size = net.plan.populations[cells].size;
  const FieldId x = net.field(cells, "x");
  const GlobalId half = net.number("half", 35);
  const KernelId numbers = net.once("numbers", [=](const snn_kernel_args& args) {
    slot<std::int64_t>(args, size) = static_cast<std::int64_t>(2 * slot<double>(args, half));
  });
  const KernelId coefficient = net.over_cells("k", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<double>(args, x)[cell] = slot<double>(args, half) + static_cast<double>(cell);
    }
  });
  net.plan.schedule.numbers = {Launch{numbers}};
  net.plan.schedule.coefficients = {Launch{coefficient}};
  Engine engine(net.plan, net);
  REQUIRE(engine.derive_numbers().is_ok());
  CHECK(engine.global(size) == 70);
  REQUIRE(engine.set_up().is_ok());
  CHECK(engine.size(cells) == 70);
  CHECK(engine.cell(x, 69) == 35 + 69);

  engine.set_global(half, 36);
  const auto refused = engine.derive();
  CHECK(refused.code == status::Code::Input);
  CHECK(refused.text.find("70") != std::string::npos);
  CHECK(refused.text.find("72") != std::string::npos);
}

TEST_CASE("engine: the past of a field, before the start its first value") {
  HandMade net;
  const PopulationId cells = net.population("C", 100);
  const FieldId x = net.field(cells, "x");
  const FieldId seen = net.field(cells, "seen");
  net.plan.fields[x].history = net.number("h", 5, Scalar::I64);
  const KernelId first = net.over_cells("first", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<double>(args, x)[cell] = -1;
    }
  });
  // In step n x becomes n; before that, what it was three steps before the last is read.
  const KernelId update = net.over_cells("update", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<double>(args, seen)[cell] = past(args, x, 5, 3, cell);
      column<double>(args, x)[cell] = static_cast<double>(args.step);
    }
  });
  net.plan.schedule.init = {Launch{first}};
  net.plan.schedule.step = {Launch{update}};
  for (const std::size_t n_threads : {1U, 2U}) {
    Engine engine(net.plan, net, {.n_threads = n_threads});
    REQUIRE(engine.set_up().is_ok());
    for (std::int64_t step = 0; step < 20; ++step) {
      REQUIRE(engine.advance(1).is_ok());
      CHECK(engine.cell(seen, 77) == (step < 4 ? -1 : static_cast<double>(step - 4)));
    }
  }
}

TEST_CASE("engine: a change between steps is part of the past of the next one") {
  HandMade net;
  const PopulationId cells = net.population("C", 3);
  const FieldId x = net.field(cells, "x");
  const FieldId seen = net.field(cells, "seen");
  net.plan.fields[x].history = net.number("h", 2, Scalar::I64);
  const KernelId look = net.over_cells("look", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<double>(args, seen)[cell] = past(args, x, 2, 0, cell);
    }
  });
  const KernelId change = net.over_cells("change", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<double>(args, x)[cell] = 8;
    }
  });
  net.plan.schedule.step = {Launch{look}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  REQUIRE(engine.advance(3).is_ok());
  CHECK(engine.cell(seen, 1) == 0);
  REQUIRE(engine.run_kernel(change).is_ok());
  REQUIRE(engine.advance(1).is_ok());
  CHECK(engine.cell(seen, 1) == 8);
}

TEST_CASE("engine: arrays have their elements block by block") {
  HandMade net;
  const PopulationId cells = net.population("C", 70);
  const FieldId x = net.field(cells, "x", Scalar::I32);
  net.plan.fields[x].length = 3;
  const KernelId fill = net.over_cells("fill", Domain::EachCell, cells, [=](const auto& args) {
    const std::uint64_t stride = args.strides[blueprint::index_of(x)];
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      for (std::uint64_t k = 0; k < 3; ++k) {
        column<std::int32_t>(args, x)[k * stride + cell] =
            static_cast<std::int32_t>(100 * k + cell);
      }
    }
  });
  net.plan.schedule.init = {Launch{fill}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  CHECK(engine.cell(x, 69, 0) == 69);
  CHECK(engine.cell(x, 69, 2) == 269);
  CHECK(engine.column(x, 1).size() == 280);
  engine.set_cell(x, 69, 5, 2);
  CHECK(engine.cell(x, 69, 2) == 5);
}

TEST_CASE("engine: an observer sees every step and may end the run") {
  HandMade net;
  const PopulationId cells = net.population("C", 200);
  const KernelId emit = net.emitter(cells, [](std::int64_t step, std::uint64_t cell) {
    return static_cast<std::int64_t>(cell) % 10 == step % 10;
  });
  net.plan.schedule.step = {Launch{emit}, blueprint::Route{cells}};
  Engine engine(net.plan, net, {.n_threads = 2});
  REQUIRE(engine.set_up().is_ok());
  std::int64_t n_seen = 0;
  REQUIRE(engine
              .advance(100, nullptr,
                       [&](const Engine& seen) {
                         ++n_seen;
                         CHECK(seen.step() == n_seen);
                         CHECK(seen.time() == static_cast<double>(n_seen) * 0.1);
                         const auto fired = seen.fired(cells);
                         REQUIRE(fired.size() == 20);
                         CHECK(fired[0] == (n_seen - 1) % 10);
                         CHECK(fired[19] == 190 + (n_seen - 1) % 10);
                         return n_seen < 42;
                       })
              .is_ok());
  CHECK(engine.step() == 42);
}

TEST_CASE("engine: a run that is stopped says so") {
  HandMade net;
  net.population("C", 1);
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  std::atomic<bool> stop = false;
  const auto status = engine.advance(1000000, &stop, [&](const Engine& seen) {
    stop = seen.step() == 7;
    return true;
  });
  CHECK(status.code == status::Code::Interrupted);
  CHECK(engine.step() == 7);
}

TEST_CASE("engine: more memory than may be used is refused before it is taken") {
  HandMade net;
  const PopulationId cells = net.population("C", 100000);
  const auto joined = net.projection("all", cells, cells, Pairs{.rule = Rule::All});
  net.of_edges(joined, "w");
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net, {.memory_limit = std::uint64_t{8} << 30U});
  const auto status = engine.set_up();
  CHECK(status.code == status::Code::Memory);
  // 10^10 edges: 2 bytes for the target, 8 for the weight, and 12 while they are made.
  CHECK(status.text.find("220.0 GB") != std::string::npos);
  CHECK(status.text.find("8.6 GB") != std::string::npos);
  CHECK(status.text.find("`all`") != std::string::npos);
}

TEST_CASE("engine: pairs that a condition chooses are counted when they are known") {
  HandMade net;
  const PopulationId cells = net.population("C", 1000);
  const KernelId allows = net.over_edges("where", Domain::Pair, ProjectionId::none,
                                         [](const snn_kernel_args& args) { *args.result = 1; });
  const auto joined =
      net.projection("all", cells, cells, Pairs{.rule = Rule::All, .allows = allows});
  net.of_edges(joined, "w");
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net, {.memory_limit = 10000000});
  CHECK(engine.set_up().code == status::Code::Memory);
}

TEST_CASE("engine: memory is told field by field") {
  HandMade net;
  const PopulationId cells = net.population("C", 1000);
  net.field(cells, "C.x", Scalar::F32);
  const auto joined = net.projection("p", cells, cells, Pairs{.rule = Rule::All});
  net.of_edges(joined, "p.w", Scalar::F32);
  net.plan.schedule.build = {Connect{joined}};
  Engine engine(net.plan, net);
  REQUIRE(engine.set_up().is_ok());
  std::uint64_t n_found = 0;
  for (const MemoryRow& row : engine.memory()) {
    if (row.what == "C.x") CHECK(row.n_bytes == 4 * 1024);
    if (row.what == "p.w") CHECK(row.n_bytes == 4 * 1000000);
    if (row.what == "p: targets") CHECK(row.n_bytes == 2 * 1000000);
    n_found += row.what == "C.x" || row.what == "p.w" || row.what == "p: targets" ? 1 : 0;
  }
  CHECK(n_found == 3);
}

TEST_CASE("engine: the first failure is one for every number of threads") {
  HandMade net;
  const PopulationId cells = net.population("C", 1000);
  const auto joined = net.projection("p", cells, cells, Pairs{.rule = Rule::All});
  const auto fail_at = [](const snn_kernel_args& args, std::uint64_t element) {
    if (args.failure->kind == 0) *args.failure = {.kind = 2, .inst = 9, .element = element};
  };
  // Cells 300 and above fail in step 70, edges from 5 to 700 and above in step 70 before them.
  const KernelId of_cells = net.over_cells("cells", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      if (args.step >= 70 && cell >= 300) fail_at(args, cell);
    }
  });
  const KernelId of_edges =
      net.over_edges("edges", Domain::EachEdge, joined, [=](const auto& args) {
        for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
          const bool fails = args.sources[edge] == 5 && target_of(args, edge) >= 700;
          if (args.step >= 70 && fails) fail_at(args, edge);
        }
      });
  net.plan.schedule.build = {Connect{joined}};
  net.plan.schedule.step = {Launch{of_edges}, Launch{of_cells}};
  for (const std::size_t n_threads : {1U, 2U, 5U}) {
    Engine engine(net.plan, net, {.n_threads = n_threads});
    REQUIRE(engine.set_up().is_ok());
    const auto status = engine.advance(100);
    CHECK(status.code == status::Code::Numerical);
    REQUIRE(engine.failure());
    CHECK(engine.failure()->kernel == of_edges);
    CHECK(engine.failure()->inst == 9);
    CHECK(engine.failure()->step == 70);
    CHECK(engine.failure()->source == 5);
    CHECK(engine.failure()->target == 700);
    CHECK(engine.failure()->element == 5700);
  }
}

TEST_CASE("engine: a state that becomes infinite or no number ends the run") {
  for (const double bad : {std::numeric_limits<double>::infinity(), std::nan("")}) {
    HandMade net;
    const PopulationId cells = net.population("C", 1000);
    const FieldId x = net.field(cells, "C.x", Scalar::F32);
    const FieldId never = net.field(cells, "C.never");
    const KernelId init = net.over_cells("init", Domain::EachCell, cells, [=](const auto& args) {
      for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
        column<double>(args, never)[cell] = -std::numeric_limits<double>::infinity();
      }
    });
    const KernelId update =
        net.over_cells("update", Domain::EachCell, cells, [=](const auto& args) {
          for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
            if (args.step == 150 && (cell == 600 || cell == 900)) {
              column<float>(args, x)[cell] = static_cast<float>(bad);
            }
          }
        });
    net.plan.schedule.init = {Launch{init}};
    net.plan.schedule.step = {Launch{update}};
    for (const std::size_t n_threads : {1U, 3U}) {
      Engine engine(net.plan, net, {.n_threads = n_threads});
      REQUIRE(engine.set_up().is_ok());
      REQUIRE(engine.advance(150).is_ok());
      const auto status = engine.advance(1000);
      CHECK(status.code == status::Code::Numerical);
      CHECK(status.text.find("`x` of cell 600 of `C`") != std::string::npos);
      REQUIRE(engine.failure());
      CHECK(engine.failure()->field == x);
      CHECK(engine.failure()->element == 600);
      CHECK(engine.step() <= 250);
    }
  }
}

}  // namespace
}  // namespace snn::exec
