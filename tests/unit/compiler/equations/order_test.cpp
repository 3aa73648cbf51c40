// The order of each method, as theory has it: halving the step divides the error by 2^order.

#include "plan_runner.h"

#include <cmath>
#include <string_view>

namespace snn {
namespace {

using tests::Cell;

// A nonlinear system that needs the time itself, with no closed form for x; y decays exactly.
constexpr std::string_view kForced = R"(
neuron Cell {
  param tau = 3 ms, k = 1 per ms
  state x = 0.5, z = 0.2, y = 1
  dx/dt = k*(sin(z) - x^3 + cos(t/2 ms) + y)
  dz/dt = k*(x - z)*z^2 + k*x
  dy/dt = -y/tau
})";

double error_of(Cell& coarse, double dt, double reference) {
  coarse.run(4, dt);
  return std::abs(coarse["x"] - reference);
}

double reference() {
  static const double value = [] {
    Cell fine{std::string(kForced), "Cell", "rk4"};
    fine.run(4, 0.0005);
    return fine["x"];
  }();
  return value;
}

void check_order(std::string_view method, double order, double dt) {
  CAPTURE(method);
  Cell coarse(std::string(kForced), "Cell", method);
  Cell fine(std::string(kForced), "Cell", method);
  const double ratio = error_of(coarse, dt, reference()) / error_of(fine, dt / 2, reference());
  CHECK(std::abs(std::log2(ratio) - order) < 0.1);
}

TEST_CASE("order: explicit methods") {
  check_order("euler", 1, 0.002);
  check_order("heun", 2, 0.01);
  check_order("rk4", 4, 0.02);
}

TEST_CASE("order: implicit methods") {
  check_order("backward_euler", 1, 0.002);
  check_order("rosenbrock", 2, 0.01);
}

TEST_CASE("order: Fehlberg's solution is of fifth order while every step counts") {
  const auto error = [](double dt) {
    Cell cell(std::string(kForced), "Cell", "rkf45", 1e6);
    return error_of(cell, dt, reference());
  };
  const double ratio = error(0.05) / error(0.025);
  CHECK(std::abs(std::log2(ratio) - 5) < 0.1);
}

TEST_CASE("order: the error of rkf45 follows its tolerance, not the step of the run") {
  for (const double tolerance : {1e-4, 1e-6, 1e-8, 1e-10}) {
    CAPTURE(tolerance);
    Cell cell(std::string(kForced), "Cell", "rkf45", tolerance);
    const double error = error_of(cell, 2, reference());
    CHECK(error < 20 * tolerance);
    CHECK(error > 1e-5 * tolerance);
  }
}

TEST_CASE("order: implicit methods bear a step a thousand times the time constant") {
  for (const char* method : {"backward_euler", "rosenbrock"}) {
    CAPTURE(method);
    Cell cell(R"(
neuron Stiff {
  param k = 1000 per ms
  state x = 0.68, y = 1
  dx/dt = k*(y^2 - x - x^3)
  dy/dt = -y/20 ms
})",
              "Stiff", method);
    cell.run(20, 1);
    const double x = cell["x"];
    const double y = cell["y"];
    CHECK(x + x * x * x == doctest::Approx(y * y).epsilon(1e-2));
    CHECK(cell["y"] == doctest::Approx(std::exp(-1)).epsilon(0.03));
  }
}

TEST_CASE("order: Runge-Kutta reads exact solutions at its stages, and stays of fourth order") {
  Cell chosen(std::string(kForced), "Cell");
  CHECK(chosen.method_of("y") == "exact");
  CHECK(chosen.method_of("x") == "rk4");
  check_order("exact", 4, 0.02);
}

TEST_CASE("order: exponential Euler is of first order, and exact where coefficients stand still") {
  constexpr std::string_view kGate = R"(
neuron Gate {
  param k = 1 per ms
  input I: 1
  state m = 0.1, V = 1
  dm/dt = k*(1 - m)*V^2 - k*m*I
  dV/dt = -k*V*m
})";
  const auto end = [&](std::string_view method, double dt) {
    Cell cell(std::string(kGate), "Gate", method);
    cell["I"] = 0.4;
    cell.run(3, dt);
    return cell["V"];
  };
  const double exact = end("rk4", 0.001);
  const double ratio = std::abs(end("", 0.01) - exact) / std::abs(end("", 0.005) - exact);
  CHECK(std::abs(std::log2(ratio) - 1) < 0.1);
}

TEST_CASE("cost: a step has as many exponentials as the plan says") {
  for (const std::string_view name : {"AdEx", "HodgkinHuxley", "CobaLIF", "LIF"}) {
    CAPTURE(name);
    const Cell cell(fmt::format("import std.neurons.{{{0}}}\nneuron Mine extends {0} {{ }}", name),
                    "Mine");
    int n_planned = 0;
    for (const equations::Choice& choice : cell.plan().choices) {
      const auto found = choice.cost.calls.find("exp");
      if (found != choice.cost.calls.end()) n_planned += found->second;
    }
    int n_found = 0;
    for (const model::Intrinsic function :
         {model::Intrinsic::Exp, model::Intrinsic::Phi, model::Intrinsic::Linoid})
      n_found += cell.n_calls(function);
    CHECK(n_found == n_planned);
  }
}

}  // namespace
}  // namespace snn
