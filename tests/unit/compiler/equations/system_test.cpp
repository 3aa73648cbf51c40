#include "compiler/equations/system.h"

#include "checked_model.h"
#include "compiler/model/eval.h"

namespace snn {
namespace {

using equations::Algebra;
using equations::OdeSystem;

TEST_CASE("system: contributions of mechanisms are summed into the current") {
  tests::CheckedModel checked(R"(
import std.mechanisms.{ExpCond}
neuron Cell {
  param C = 100 pF, g_L = 10 nS, E_L = -70 mV
  input I: pA
  state V = E_L
  use exc = ExpCond(tau = 5 ms, E_rev = 0 mV)
  C * dV/dt = -g_L*(V - E_L) + I
  spike when V > -50 mV { V = E_L }
})");
  Algebra algebra(checked.program);
  const OdeSystem system = equations::system_of(algebra, checked.component("Cell"));
  REQUIRE(system.equations.size() == 2);
  const model::SymbolId voltage = checked.symbol("Cell", "V");
  const auto at = system.index_of({voltage});
  REQUIRE(at.has_value());
  const model::SymbolId current = checked.symbol("Cell", "I");
  const model::SymbolId conductance = system.equations[1 - *at].variable.symbol;
  // (-10 nS * 10 mV + 20 pA + 3 nS * 60 mV) / 100 pF = 1 mV/ms
  const auto slope = model::evaluate(checked.program, system.equations[*at].drift,
                                     {{voltage, -60}, {current, 20}, {conductance, 3}});
  REQUIRE(slope.has_value());
  CHECK(*slope == doctest::Approx((-100 + 20 + 180) / 100.0));
}

TEST_CASE("system: a spike train in an equation is a jump of its factor") {
  tests::CheckedModel checked(R"(
neuron Cell {
  param tau = 10 ms, gain = 3
  input s: spike mV
  state V = 0 mV
  tau * dV/dt = -V + gain*tau*s
  spike when V > 5 mV { V = 0 mV }
})");
  Algebra algebra(checked.program);
  const OdeSystem system = equations::system_of(algebra, checked.component("Cell"));
  REQUIRE(system.equations.size() == 1);
  REQUIRE(system.equations[0].jumps.size() == 1);
  // gain*tau*s/tau: a weight of 1 mV moves V by 3 mV.
  CHECK(model::evaluate(checked.program, system.equations[0].jumps[0].factor, {}) ==
        doctest::Approx(3));
  CHECK(system.equations[0].diffusions.empty());
}

TEST_CASE("system: an equation of second order is two of first order") {
  tests::CheckedModel checked(R"(
neuron Resonator {
  param w = 0.5 per ms, d = 0.1 per ms
  state x = 1, x' = 0 per ms
  x'' = -w^2*x - d*x'
})");
  Algebra algebra(checked.program);
  const OdeSystem system = equations::system_of(algebra, checked.component("Resonator"));
  REQUIRE(system.equations.size() == 2);
  CHECK(name_of(checked.program, system.equations[0].variable) == "x");
  CHECK(name_of(checked.program, system.equations[1].variable) == "x'");
}

}  // namespace
}  // namespace snn
