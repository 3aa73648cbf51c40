// Whole cells against spikes that were counted in other simulations, written by hand, with forward
// Euler or Runge-Kutta at steps of one microsecond.

#include "plan_runner.h"

namespace snn {
namespace {

using tests::Cell;

TEST_CASE("reference: AdEx adapts as in Brette and Gerstner's equations") {
  Cell cell("import std.neurons.{AdEx}\nneuron Mine extends AdEx { }", "Mine");
  cell["I"] = 1000;
  cell["V"] = -70.6;
  constexpr double kDt = 0.01;
  cell.set_up(kDt);
  std::vector<double> spikes;
  for (int i = 1; i <= 100000; ++i) {
    cell.step();
    if (cell["V"] < 0) continue;
    cell["V"] = -70.6;
    cell["w"] += 80.5;
    spikes.push_back(i * kDt);
  }
  REQUIRE(spikes.size() == 31);
  CHECK(spikes[1] - spikes[0] == doctest::Approx(13.59).epsilon(0.003));
  CHECK(spikes[30] - spikes[29] == doctest::Approx(36.08).epsilon(0.003));
}

TEST_CASE("reference: upward crossings of Hodgkin and Huxley's membrane") {
  struct Case {
    double current;
    int n_crossings;
  };
  // 1 uA/cm^2 is 0.01 in internal units.
  for (const Case& expected : {Case{5, 1}, Case{10, 69}}) {
    CAPTURE(expected.current);
    Cell cell("import std.neurons.{HodgkinHuxley}\nneuron Mine extends HodgkinHuxley { }", "Mine",
              "rk4");
    cell["J"] = 0.01 * expected.current;
    cell["V"] = -65;
    cell.settle();
    cell.set_up(0.02);
    int n_crossings = 0;
    for (int i = 0; i < 50000; ++i) {
      const double before = cell["V"];
      cell.step();
      if (before <= 0 && cell["V"] > 0) ++n_crossings;
    }
    CHECK(n_crossings == expected.n_crossings);
  }
}

}  // namespace
}  // namespace snn
