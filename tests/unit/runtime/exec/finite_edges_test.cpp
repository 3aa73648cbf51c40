// A state of an edge that becomes infinite or no number ends the run where it was written.

#include "tests/unit/runtime/exec/hand_made.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace snn::exec {
namespace {

using blueprint::Connect;
using blueprint::Deliver;
using blueprint::Launch;
using blueprint::Pairs;
using blueprint::Route;
using blueprint::Rule;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// All 300 cells spike in every step. From step 70 on, edges from 5 on into 100 and above are bad:
// those into cells of several parts.
struct AllToAll {
  HandMade net;
  PopulationId cells = net.population("C", 300);
  ProjectionId joined = net.projection("p", cells, cells, Pairs{.rule = Rule::All});
  FieldId w = net.of_edges(joined, "p.w");
  FieldId never = net.of_edges(joined, "p.never", Scalar::F32);

  AllToAll() {
    net.plan.schedule.build = {Connect{joined}};
    net.plan.schedule.init = {
        Launch{net.over_edges("init", Domain::EachEdge, joined, [this](const auto& args) {
          for (std::uint64_t edge = args.begin; edge < args.end; ++edge)
            column<float>(args, never)[edge] = -std::numeric_limits<float>::infinity();
        })}};
  }

  void write(const snn_kernel_args& args, std::uint64_t edge, std::uint32_t from, std::uint32_t to,
             double bad) const {
    const bool is_bad = args.step >= 70 && from >= 5 && to >= 100;
    column<double>(args, w)[edge] = is_bad ? bad : 1;
  }

  void check(std::int64_t step) const {
    for (const std::size_t n_threads : {1U, 2U, 3U}) {
      Engine engine(net.plan, net, {.n_threads = n_threads, .may_use_fewer_threads = false});
      REQUIRE(engine.set_up().is_ok());
      REQUIRE(engine.advance(70).is_ok());
      const auto status = engine.advance(1000);
      CHECK(status.code == status::Code::Numerical);
      CHECK(status.text.find(
                "`w` of the synapse from cell 5 of `C` to cell 100 of `C` in `p` is ") == 0);
      REQUIRE(engine.failure());
      CHECK(engine.failure()->field == w);
      CHECK(engine.failure()->source == 5);
      CHECK(engine.failure()->target == 100);
      CHECK(engine.failure()->element == 5 * 300 + 100);
      CHECK(engine.failure()->step == step);
      CHECK(engine.step() <= 170);
    }
  }
};

TEST_CASE("edges: what a row writes is looked at in its step") {
  for (const double bad : {kInfinity, std::nan("")}) {
    AllToAll it;
    const KernelId rows =
        it.net.over_edges("rows", Domain::RowArrival, it.joined, [&it, bad](const auto& args) {
          over_rows(args, [&](auto edge, std::uint32_t from, std::uint32_t to) {
            it.write(args, edge, from, to, bad);
          });
        });
    it.net.plan.schedule.step = {Deliver{{rows}},
                                 Launch{it.net.emitter(it.cells, [](auto, auto) { return true; })},
                                 Route{it.cells}};
    it.check(70);
  }
}

TEST_CASE("edges: what a column writes is looked at in its step") {
  AllToAll it;
  const KernelId columns =
      it.net.over_edges("columns", Domain::ColumnArrival, it.joined, [&it](const auto& args) {
        over_columns(args, [&](auto edge, std::uint32_t from, std::uint32_t to) {
          it.write(args, edge, from, to, std::nan(""));
        });
      });
  it.net.plan.schedule.step = {Launch{it.net.emitter(it.cells, [](auto, auto) { return true; })},
                               Route{it.cells}, Launch{columns}};
  it.check(70);
}

TEST_CASE("edges: what all edges write is looked at within 64 steps, and at the end") {
  AllToAll it;
  const KernelId all =
      it.net.over_edges("all", Domain::EachEdge, it.joined, [&it](const auto& args) {
        for (std::uint64_t edge = args.begin; edge < args.end; ++edge)
          it.write(args, edge, args.sources[edge], target_of(args, edge), -kInfinity);
      });
  it.net.plan.schedule.step = {Launch{all}};
  it.check(127);
  Engine engine(it.net.plan, it.net);
  REQUIRE(engine.set_up().is_ok());
  CHECK(engine.advance(70).is_ok());
  CHECK(engine.advance(1).code == status::Code::Numerical);
}

}  // namespace
}  // namespace snn::exec
