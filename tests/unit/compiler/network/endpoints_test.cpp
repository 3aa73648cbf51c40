// Slices, groups and tuples: which cells they are, and how many projections they make.

#include "compiler/network/endpoints.h"

#include "planned.h"

namespace snn {
namespace {

using tests::Planned;
using tests::with_cell;
using Numbers = std::vector<std::uint64_t>;

Numbers sources_of(const Planned& planned, std::string_view path) {
  const auto numbers = network::numbers_of(planned.plan, planned.projection(path).source, 1000);
  REQUIRE(numbers.has_value());
  return *numbers;
}

TEST_CASE("slices: the end is left out, the step is kept, a single cell is one") {
  const Planned planned(with_cell(R"(network N(n = 10) {
    population E[n] : Cell
    connect E -> E.s as whole { w = 1 mV }
    connect E[2..5] -> E.s as part { w = 1 mV }
    connect E[0..n step 4] -> E.s as every_fourth { w = 1 mV }
    connect E[n - 1] -> E.s as last { w = 1 mV }
  })"));
  CHECK(sources_of(planned, "whole") == Numbers{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(sources_of(planned, "part") == Numbers{2, 3, 4});
  CHECK(sources_of(planned, "every_fourth") == Numbers{0, 4, 8});
  CHECK(sources_of(planned, "last") == Numbers{9});
  CHECK(planned.projection("every_fourth").source.n_cells == 3);
}

TEST_CASE("slices: a sheet is counted row by row") {
  const Planned planned(with_cell(R"(network N {
    population E[3, 4] : Cell
    connect E[1, 2] -> E.s as one { w = 1 mV }
    connect E[0..2, 1..3] -> E.s as block { w = 1 mV }
    connect E[5] -> E.s as counted { w = 1 mV }
  })"));
  CHECK(planned.population("E").n_cells == 12);
  CHECK(sources_of(planned, "one") == Numbers{1 * 4 + 2});
  CHECK(sources_of(planned, "block") == Numbers{1, 2, 5, 6});
  CHECK(sources_of(planned, "counted") == Numbers{5});
}

TEST_CASE("tuples and groups: one projection a pair of members, sources first") {
  const Planned planned(with_cell(R"(network N {
    population A[2] : Cell
    population B[3] : Cell
    group both = (A, B[0..2])
    connect both -> (B, A).s { w = 1 mV }
  })"));
  REQUIRE(planned.plan.projections.size() == 4);
  CHECK(planned.plan.populations[planned.projection("connect#0[0]").source.population].path == "A");
  CHECK(planned.plan.populations[planned.projection("connect#0[0]").target.cells.population].path ==
        "B");
  CHECK(planned.plan.populations[planned.projection("connect#0[1]").target.cells.population].path ==
        "A");
  CHECK(sources_of(planned, "connect#0[3]") == Numbers{0, 1});
}

TEST_CASE("ports: an instance with one spike input stands for it; a cable has a position") {
  const Planned planned(R"(import std.neurons.{CobaLIF}
  network N {
    population C[2] : CobaLIF
    connect C -> C.exc { w = 1 nS }
  })");
  const network::Target& target = planned.projection("connect#0").target;
  CHECK(planned.checked.model[target.port].name == "exc.s");
  CHECK_FALSE(target.cable.is_valid());
}

TEST_CASE("ports: a synapse may name them itself") {
  const Planned planned(R"(import std.neurons.{CobaLIF}
  synapse Mixed { param w = 1 nS  on pre { deliver w to exc  deliver w/2 to inh.s } }
  network N {
    population C[2] : CobaLIF
    connect C -> C via Mixed { pairs all }
  })");
  const auto& ports = planned.projection("connect#0").named_ports;
  REQUIRE(ports.size() == 2);
  CHECK(planned.checked.model[ports.at("exc")].name == "exc.s");
  CHECK(planned.checked.model[ports.at("inh.s")].name == "inh.s");
}

TEST_CASE("drives: one row a target, those of the script with their statement") {
  const Planned planned(with_cell(R"(
  network N {
    population A[2] : Cell
    population B[3] : Cell
    drive (A, B).s ~ poisson(rate = 10 Hz, w = 1 mV)
  }
  experiment x {
    network net = N()
    drive net.A.s ~ poisson(rate = 1 Hz, w = 1 mV)
    run 1 ms
    expect rate(net.A) >= 0 Hz
  })"));
  std::vector<std::string> paths;
  for (const network::Drive& drive : planned.plan.drives)
    paths.push_back(drive.path);
  CHECK(paths == std::vector<std::string>{"net.drive#0[0]", "net.drive#0[1]", "drive#0"});
  CHECK_FALSE(planned.plan.drives[network::DriveId(std::size_t{0})].step.is_valid());
  CHECK(planned.plan.drives[network::DriveId(std::size_t{2})].step.is_valid());
}

}  // namespace
}  // namespace snn
