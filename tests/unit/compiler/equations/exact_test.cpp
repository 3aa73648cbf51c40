// Exact solutions against closed forms, to the last digits but few.

#include "plan_runner.h"

#include <cmath>

namespace snn {
namespace {

using tests::Cell;

void check_close(double found, double expected) {
  CHECK(std::abs(found - expected) <= 1e-12 * (1 + std::abs(expected)));
}

TEST_CASE("exact: a leaky integrator relaxes to its drive, whatever the step") {
  for (const double dt : {0.01, 0.1, 1.0, 50.0}) {
    Cell cell("import std.neurons.{LIF}\nneuron Mine extends LIF { }", "Mine");
    cell["I"] = 600;
    cell["V"] = -65;
    cell.run(100, dt);
    // tau = 10 ms, V_inf = -70 mV + 600 pA/25 nS
    check_close(cell["V"], -46 + (-65 + 46) * std::exp(-100 / 10.0));
  }
}

TEST_CASE("exact: current into membrane, unequal and equal time constants") {
  for (const double tau : {5.0, 20.0}) {
    Cell cell(fmt::format(R"(
neuron Cuba {{
  param tau_m = 20 ms, tau_s = {} ms
  state v = 0.3, i = 2
  di/dt = -i/tau_s
  tau_m * dv/dt = -v + i
}})",
                          tau),
              "Cuba");
    cell.run(30, 0.5);
    const double t = 30;
    const double driven = tau == 20 ? 2 * t / 20 * std::exp(-t / 20)
                                    : 2 / (20 / tau - 1) * (std::exp(-t / 20) - std::exp(-t / tau));
    check_close(cell["i"], 2 * std::exp(-t / tau));
    check_close(cell["v"], 0.3 * std::exp(-t / 20) + driven);
  }
}

TEST_CASE("exact: a matrix without an inverse is no special case") {
  Cell cell(R"(
neuron Drift {
  param k = 0.3 per ms
  input I: 1
  state x = 1, y = 2, z = 0
  dx/dt = 0 per ms
  dy/dt = k*x + k*I
  dz/dt = k*y
})",
            "Drift");
  CHECK(cell.method_of("z") == "exact");
  cell["I"] = 0.5;
  cell.run(8, 0.25);
  const double t = 8;
  check_close(cell["x"], 1);
  check_close(cell["y"], 2 + 0.3 * 1.5 * t);
  check_close(cell["z"], 0.3 * (2 * t + 0.3 * 1.5 * t * t / 2));
}

TEST_CASE("exact: an oscillator of second order") {
  Cell cell(R"(
neuron Resonator {
  param w = 0.5 per ms, d = 0.1 per ms
  state x = 1, x' = 0.2 per ms
  x'' = -w^2*x - d*x'
})",
            "Resonator");
  CHECK(cell.method_of("x'") == "exact");
  cell.run(20, 0.4);
  const double decay = 0.05;
  const double w = std::sqrt(0.25 - decay * decay);
  const double b = (0.2 + decay) / w;
  const double t = 20;
  const double x = std::exp(-decay * t) * (std::cos(w * t) + b * std::sin(w * t));
  check_close(cell["x"], x);
  check_close(cell["x'"],
              -decay * x + std::exp(-decay * t) * w * (b * std::cos(w * t) - std::sin(w * t)));
}

TEST_CASE("exact: what a linear system holds besides its states is weighed once an input") {
  Cell cell(R"(
neuron Cell {
  param tau = 10 ms
  input I: 1
  input J: 1
  state x = 1
  tau*dx/dt = -x + 2*I - J/4 + max(I, 0)^2 + 3
})",
            "Cell");
  CHECK(cell.method_of("x") == "exact");
  cell["I"] = 0.7;
  cell["J"] = 8;
  cell.run(4, 0.5);
  const double end = 1.4 - 2 + 0.49 + 3;
  check_close(cell["x"], end + (1 - end) * std::exp(-0.4));
}

TEST_CASE("exact: a refractory cell sees the held voltage as a constant") {
  Cell cell("import std.neurons.{AdEx}\nneuron Mine extends AdEx { }", "Mine");
  cell["V"] = -60;
  cell["w"] = 30;
  cell.set_up(0.1);
  for (int i = 0; i < 20; ++i)
    cell.refractory_step();
  CHECK(cell["V"] == -60);
  const double end = 4 * (-60 + 70.6);
  check_close(cell["w"], end + (30 - end) * std::exp(-2.0 / 144));
}

TEST_CASE("exact: cells whose other states do not read the voltage need no second step") {
  Cell cell("import std.neurons.{CobaLIF}\nneuron Mine extends CobaLIF { }", "Mine");
  CHECK_FALSE(cell.update().refractory.has_value());
  REQUIRE(cell.update().held.size() == 1);
}

}  // namespace
}  // namespace snn
