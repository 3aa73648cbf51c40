// The same bits for any number of threads: a network in which every order of sums would show.

#include "tests/unit/runtime/exec/hand_made.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace snn::exec {
namespace {

using blueprint::Connect;
using blueprint::Deliver;
using blueprint::Launch;
using blueprint::Pairs;
using blueprint::Route;
using blueprint::Rule;

// A number in [0, 1) that looks random, from two others.
double hashed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU + 1;
  x ^= x >> 29U;
  x *= 0xBF58476D1CE4E5B9U;
  x ^= x >> 32U;
  return static_cast<double>(x >> 11U) * 0x1p-53;
}

// Two populations, joined to themselves and each other; weights and delays of every edge; synapses
// that learn when their target spikes, some steps later; traces at sources and targets.
struct Learning {
  HandMade net;
  PopulationId cells[2] = {net.population("A", 700), net.population("B", 331)};
  FieldId v[2] = {net.field(cells[0], "A.v", Scalar::F32), net.field(cells[1], "B.v", Scalar::F32)};
  FieldId input[2] = {net.field(cells[0], "A.in", Scalar::F32),
                      net.field(cells[1], "B.in", Scalar::F32)};
  std::vector<ProjectionId> joined;
  std::vector<FieldId> weights;
  std::vector<FieldId> traces;

  Learning() {
    Deliver deliver;
    std::vector<KernelId> by_target;
    std::vector<KernelId> by_source;
    for (int from = 0; from < 2; ++from) {
      for (int to = 0; to < 2; ++to)
        add_projection(from, to, deliver, by_source, by_target);
    }
    auto& step = net.plan.schedule.step;
    step.push_back(deliver);
    for (const KernelId kernel : by_source)
      step.push_back(Launch{kernel});
    for (int i = 0; i < 2; ++i)
      step.push_back(Launch{update(i)});
    for (int i = 0; i < 2; ++i)
      step.push_back(Route{cells[i]});
    for (const KernelId kernel : by_target)
      step.push_back(Launch{kernel});
  }

  KernelId update(int i) {
    const FieldId fired = net.plan.populations[cells[i]].fired;
    return net.over_cells(
        "update", Domain::EachCell, cells[i], [=, v = v[i], in = input[i]](const auto& args) {
          for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
            float& voltage = column<float>(args, v)[cell];
            const auto drive =
                static_cast<float>(0.12 * hashed(cell + 1000 * static_cast<std::uint64_t>(i),
                                                 static_cast<std::uint64_t>(args.step)));
            voltage = voltage * 0.97F + column<float>(args, in)[cell] + drive;
            column<float>(args, in)[cell] = 0;
            const bool spikes = voltage >= 1;
            column<std::uint8_t>(args, fired)[cell] = spikes ? 1 : 0;
            if (spikes) voltage -= 1;
          }
        });
  }

  void add_projection(int from, int to, Deliver& deliver, std::vector<KernelId>& by_source,
                      std::vector<KernelId>& by_target) {
    const bool has_one_delay = from != to;
    const auto id = net.projection("p", cells[from], cells[to],
                                   Pairs{.rule = Rule::FixedIn,
                                         .number = net.number("c", 40),
                                         .is_multi = from == to,
                                         .stream = static_cast<std::uint32_t>(from * 2 + to)},
                                   4);
    const FieldId weight = net.of_edges(id, "w", Scalar::F32);
    const FieldId trace =
        net.plan.fields.add({.name = "trace",
                             .type = Scalar::F64,
                             .place = has_one_delay ? Place::Source : Place::Target,
                             .projection = id});
    FieldId delay = FieldId::none;
    if (!has_one_delay) {
      delay = net.of_edges(id, "d", Scalar::I32);
      net.plan.projections[id].edge_delay = delay;
    }
    net.plan.projections[id].dendritic_delay = net.number("dd", from == 0 ? 0 : 3, Scalar::I64);
    joined.push_back(id);
    weights.push_back(weight);
    traces.push_back(trace);
    const auto draw = net.over_edges("draw", Domain::EachEdge, id, [=](const auto& args) {
      for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
        const std::uint64_t pair = args.sources[edge] * 1000U + target_of(args, edge);
        const std::uint32_t again = args.multiplicity == nullptr ? 0 : args.multiplicity[edge];
        column<float>(args, weight)[edge] = static_cast<float>(0.2 * (hashed(pair, again) - 0.5));
        if (!has_one_delay) {
          column<std::int32_t>(args, delay)[edge] =
              1 + static_cast<std::int32_t>(9 * hashed(again, pair));
        }
      }
    });
    net.plan.schedule.build.push_back(Connect{id});
    net.plan.schedule.build.push_back(Launch{draw});
    deliver.kernels.push_back(
        net.over_edges("hear", Domain::RowArrival, id, [=, in = input[to]](const auto& args) {
          over_rows(args, [&](std::uint64_t edge, std::uint32_t, std::uint32_t target) {
            column<float>(args, in)[target] += column<float>(args, weight)[edge];
          });
        }));
    const auto add_up = [=](const snn_kernel_args& args) {
      for (std::uint64_t i = args.begin; i < args.end; ++i) {
        double& x = column<double>(args, trace)[args.list[i]];
        x = x * 0.5 + static_cast<double>(args.step);
      }
    };
    if (has_one_delay) {
      by_source.push_back(net.over_edges("source", Domain::SourceArrival, id, add_up));
    } else {
      by_target.push_back(net.over_edges("target", Domain::TargetArrival, id, add_up));
    }
    by_target.push_back(net.over_edges("learn", Domain::ColumnArrival, id, [=](const auto& args) {
      over_columns(args, [&](std::uint64_t edge, std::uint32_t source, std::uint32_t target) {
        const double x = column<double>(args, trace)[has_one_delay ? source : target];
        float& w = column<float>(args, weight)[edge];
        w += static_cast<float>(1e-3 * hashed(source, target) - 1e-6 * x * static_cast<double>(w));
      });
    }));
  }
};

struct Result {
  std::vector<std::uint64_t> spikes;  // step, population and cell in one number
  std::vector<double> numbers;

  friend bool operator==(const Result&, const Result&) = default;
};

Result run(const Learning& it, std::size_t n_threads, bool is_observed) {
  // With an observer all threads in every step; without, as many as pay, now these and now those.
  Engine engine(it.net.plan, it.net,
                {.n_threads = n_threads, .may_use_fewer_threads = !is_observed});
  REQUIRE(engine.set_up().is_ok());
  Result result;
  const auto note = [&](const Engine& seen) {
    for (std::uint64_t i = 0; i < 2; ++i) {
      for (const std::uint32_t cell : seen.fired(it.cells[i])) {
        result.spikes.push_back((static_cast<std::uint64_t>(seen.step()) * 2 + i) * 1000 + cell);
      }
    }
    return true;
  };
  if (is_observed) {
    REQUIRE(engine.advance(150, nullptr, note).is_ok());
  } else {
    REQUIRE(engine.advance(150).is_ok());
  }
  for (int i = 0; i < 2; ++i) {
    for (std::uint64_t cell = 0; cell < engine.size(it.cells[i]); ++cell) {
      result.numbers.push_back(engine.cell(it.v[i], cell));
    }
  }
  for (std::size_t i = 0; i < it.joined.size(); ++i) {
    for (const double w : engine.edge_values(it.weights[i]))
      result.numbers.push_back(w);
    for (std::uint64_t cell = 0; cell < engine.n_elements(it.traces[i]); ++cell) {
      result.numbers.push_back(engine.cell(it.traces[i], cell));
    }
  }
  return result;
}

TEST_CASE("threads: 1, 2, 3 and 7 give the same spikes, states and weights") {
  const Learning it;
  const Result one = run(it, 1, true);
  REQUIRE(one.spikes.size() > 500);
  CHECK(std::ranges::is_sorted(one.spikes));
  for (const std::size_t n_threads : {2U, 3U, 7U}) {
    CHECK(run(it, n_threads, true) == one);
    CHECK(run(it, n_threads, false).numbers == one.numbers);
  }
}

TEST_CASE("threads: every cell and every edge is somebody's, once") {
  HandMade net;
  const PopulationId cells = net.population("C", 500);
  const FieldId seen = net.field(cells, "seen", Scalar::I32);
  const auto joined = net.projection("p", cells, cells, Pairs{.rule = Rule::All});
  const FieldId edge_seen = net.of_edges(joined, "e", Scalar::I32);
  const KernelId look = net.over_cells("look", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      ++column<std::int32_t>(args, seen)[cell];
    }
  });
  const KernelId look_at_edges =
      net.over_edges("look", Domain::EachEdge, joined, [=](const auto& args) {
        for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
          column<std::int32_t>(args, edge_seen)[edge] +=
              static_cast<std::int32_t>(args.sources[edge] * 500 + target_of(args, edge));
        }
      });
  net.plan.schedule.build = {Connect{joined}};
  net.plan.schedule.init = {Launch{look}, Launch{look_at_edges}};
  for (const std::size_t n_threads : {1U, 2U, 5U, 16U}) {
    Engine engine(net.plan, net, {.n_threads = n_threads});
    REQUIRE(engine.set_up().is_ok());
    for (std::uint64_t cell = 0; cell < 500; ++cell)
      CHECK(engine.cell(seen, cell) == 1);
    const std::vector<double> values = engine.edge_values(edge_seen);
    REQUIRE(values.size() == 250000);
    bool is_right = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
      is_right = is_right && values[i] == static_cast<double>(i);
    }
    CHECK(is_right);
  }
}

TEST_CASE("threads: what one writes the others read only after they have met") {
  // Each step, every edge copies what its source was made by the update before: with a meeting
  // missing, some would see the step before.
  HandMade net;
  const PopulationId cells = net.population("C", 640);
  const FieldId now = net.field(cells, "now", Scalar::I64);
  const FieldId wrong = net.field(cells, "wrong", Scalar::I64);
  const auto joined =
      net.projection("p", cells, cells, Pairs{.rule = Rule::FixedIn, .number = net.number("c", 5)});
  const KernelId update = net.over_cells("update", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<std::int64_t>(args, now)[cell] = args.step;
    }
  });
  const KernelId compare =
      net.over_edges("compare", Domain::EachEdge, joined, [=](const auto& args) {
        for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
          if (column<std::int64_t>(args, now)[args.sources[edge]] != args.step) {
            ++column<std::int64_t>(args, wrong)[target_of(args, edge)];
          }
        }
      });
  net.plan.schedule.build = {Connect{joined}};
  net.plan.schedule.step = {Launch{update}, Launch{compare}};
  Engine engine(net.plan, net, {.n_threads = 3, .may_use_fewer_threads = false});
  REQUIRE(engine.set_up().is_ok());
  REQUIRE(engine.advance(300).is_ok());
  CHECK(engine.n_threads() == 3);
  for (std::uint64_t cell = 0; cell < 640; ++cell)
    CHECK(engine.cell(wrong, cell) == 0);
}

}  // namespace
}  // namespace snn::exec
