// `steady`: at the values found, nothing moves.

#include "plan_runner.h"

#include <cmath>

namespace snn {
namespace {

using tests::Cell;

TEST_CASE("steady: the gates of Hodgkin and Huxley start at rest for the voltage") {
  Cell cell("import std.neurons.{HodgkinHuxley}\nneuron Mine extends HodgkinHuxley { }", "Mine");
  cell["V"] = -65;
  cell.settle();
  // m = a/(a + b) with the rates of 1952 at -65 mV.
  const double a_m = 2.5 / (std::exp(2.5) - 1);
  CHECK(cell["m"] == doctest::Approx(a_m / (a_m + 4)).epsilon(1e-12));
  const double b_h = 1 / (1 + std::exp(3.0));
  CHECK(cell["h"] == doctest::Approx(0.07 / (0.07 + b_h)).epsilon(1e-12));
  const double a_n = 0.1 / (std::exp(1.0) - 1);
  CHECK(cell["n"] == doctest::Approx(a_n / (a_n + 0.125)).epsilon(1e-12));
}

TEST_CASE("steady: a voltage that must rest too is sought with its gates") {
  Cell cell(R"(
neuron Squid {
  state V: mV = steady
  state m = steady, h = steady, n = steady
  let a_m = 1 per ms * linoid((V + 40 mV)/10 mV)
  let b_m = 4 per ms * exp(-(V + 65 mV)/18 mV)
  let a_h = 0.07 per ms * exp(-(V + 65 mV)/20 mV)
  let b_h = 1 per ms / (1 + exp(-(V + 35 mV)/10 mV))
  let a_n = 0.1 per ms * linoid((V + 55 mV)/10 mV)
  let b_n = 0.125 per ms * exp(-(V + 65 mV)/80 mV)
  dm/dt = a_m*(1 - m) - b_m*m
  dh/dt = a_h*(1 - h) - b_h*h
  dn/dt = a_n*(1 - n) - b_n*n
  dV/dt = -120 per ms*m^3*h*(V - 50 mV) - 36 per ms*n^4*(V + 77 mV) - 0.3 per ms*(V + 54.387 mV)
  spike when V > 0 mV
}
)",
            "Squid");
  cell.settle();
  // The axon rests at -64.996 mV.
  CHECK(std::abs(cell["V"] - -64.996) < 1e-3);
}

TEST_CASE("steady: a nonlinear balance") {
  Cell cell(R"(
neuron Cell {
  param k = 1 per ms
  state x = steady, y = steady
  dx/dt = k*(2 - x^3 - y)
  dy/dt = k*(x - y)
})",
            "Cell");
  cell.settle();
  CHECK(cell["x"] == doctest::Approx(1).epsilon(1e-12));
  CHECK(cell["y"] == doctest::Approx(1).epsilon(1e-12));
}

}  // namespace
}  // namespace snn
