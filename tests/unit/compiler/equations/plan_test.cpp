// Which method a model gets is theory, not taste: each case says why.

#include "compiler/equations/plan.h"

#include "checked_model.h"

#include <algorithm>

namespace snn {
namespace {

using equations::Algebra;
using equations::Choice;
using equations::Plan;

struct Planned {
  tests::CheckedModel checked;
  Algebra algebra;
  Plan plan;

  Planned(const std::string& text, std::string_view name)
      : checked(text),
        algebra(checked.program),
        plan(equations::plan(algebra, checked.component(name))) {}

  [[nodiscard]] const Choice& choice_of(std::string_view variable) const {
    for (const Choice& choice : plan.choices) {
      for (const std::size_t i : choice.equations) {
        if (name_of(checked.program, plan.system.equations[i].variable) == variable) return choice;
      }
    }
    FAIL("no equation for the variable");
    return plan.choices.front();
  }
  [[nodiscard]] std::string_view method_of(std::string_view variable) const {
    return choice_of(variable).method->name;
  }
};

std::string importing(const std::string& folder, const std::string& model) {
  return "import std." + folder + ".{" + model + "}\nneuron Mine extends " + model + " { }\n";
}

TEST_CASE("plan: a leaky integrator with constant coefficients is exact") {
  const Planned lif(importing("neurons", "LIF"), "Mine");
  CHECK(lif.method_of("V") == "exact");
  CHECK(lif.choice_of("V").cost.calls.empty());
}

TEST_CASE("plan: the exponential of AdEx makes V and w one Runge-Kutta of four exponentials") {
  const Planned adex(importing("neurons", "AdEx"), "Mine");
  CHECK(adex.method_of("V") == "rk4");
  CHECK(&adex.choice_of("V") == &adex.choice_of("w"));
  CHECK(adex.choice_of("V").cost.calls.at("exp") == 4);
}

TEST_CASE("plan: conductances are exact, the voltage they multiply is exponential Euler") {
  const Planned coba(importing("neurons", "CobaLIF"), "Mine");
  CHECK(coba.method_of("V") == "exponential_euler");
  CHECK(coba.method_of("exc.g") == "exact");
  CHECK(&coba.choice_of("exc.g") == &coba.choice_of("inh.g"));
  CHECK(coba.choice_of("V").cost.calls.at("exp") == 1);
}

TEST_CASE("plan: Hodgkin-Huxley is linear in each variable while the others are held") {
  const Planned cell(importing("neurons", "HodgkinHuxley"), "Mine");
  for (const char* variable : {"V", "m", "h", "n"}) {
    CHECK(cell.method_of(variable) == "exponential_euler");
  }
  // Six rate functions and four exponential steps.
  CHECK(cell.choice_of("V").cost.calls.at("exp") == 10);
}

TEST_CASE("plan: a chain of current, synapse and membrane is one matrix") {
  const Planned chain(R"(
neuron Cuba {
  param tau_m = 20 ms, tau_s = 5 ms, theta = 1
  input s: spike
  state v = 0, i = 0
  di/dt = -i/tau_s + s
  tau_m * dv/dt = -v + i
  spike when v >= theta { v -= theta }
})",
                      "Cuba");
  REQUIRE(chain.plan.choices.size() == 1);
  CHECK(chain.method_of("v") == "exact");
  // P has three entries: i by i, v by v, v by i.
  CHECK(chain.choice_of("v").cost.n_multiply_adds == 3);
}

TEST_CASE("plan: additive noise on a linear system is stepped exactly") {
  const Planned ou(R"(
neuron Ou {
  param tau = 5 ms, sigma = 2 mV
  noise xi
  state y = 0 mV
  dy/dt = -y/tau + sigma*sqrt(2/tau)*xi
})",
                   "Ou");
  CHECK(ou.method_of("y") == "exact");
}

TEST_CASE("plan: noise that depends on the state needs Milstein, otherwise Euler-Maruyama serves") {
  const Planned geometric(R"(
neuron Walk {
  param r = 0.1 per ms, s = 0.2 [1/ms^0.5]
  noise xi
  state x = 1, y = 1
  dx/dt = -r*x + s*x*xi
  dy/dt = -r*y^3 + s*xi
})",
                          "Walk");
  CHECK(geometric.method_of("x") == "milstein");
  CHECK(geometric.method_of("y") == "euler_maruyama");
}

TEST_CASE("plan: what Runge-Kutta reads is integrated in it, unless it is exact") {
  const Planned mixed(R"(
neuron Mixed {
  param tau = 10 ms
  input I: 1
  state a = 1, b = 1, c = 1
  tau*da/dt = -a*(1 + I) + 1
  tau*dc/dt = -c
  tau*db/dt = -b^3 + a + c
})",
                      "Mixed");
  CHECK(mixed.method_of("b") == "rk4");
  CHECK(mixed.method_of("a") == "rk4");
  CHECK(mixed.method_of("c") == "exact");
}

TEST_CASE("plan: numbers stay numbers where arrays need them") {
  Planned mixed(R"(
neuron Mixed {
  param tau[3] = [1 ms, 2 ms, 5 ms], k = 1 per ms
  state x[3] = 0
  state y = 1, z = 0
  dx/dt = (y - x)/tau
  dy/dt = -k*y
  dz/dt = k*(sum(x) - z)
})",
                "Mixed");
  CHECK(mixed.method_of("x") == "exact");
  CHECK(mixed.method_of("y") == "exact");
  const equations::UpdatePlan update = equations::update_of(mixed.algebra, mixed.plan);
  for (const equations::NewValue& result : update.step.results) {
    const auto& program = mixed.checked.program;
    CHECK(program[result.value].type.length == program[result.variable.symbol].type.length);
  }
}

TEST_CASE("plan: a target that lacks a method gets the next, or the reasons why there is none") {
  tests::CheckedModel checked(importing("neurons", "AdEx"));
  Algebra algebra(checked.program);
  equations::Options options;
  options.allowed = {&equations::kExactLinear, &equations::kEuler};
  const Plan plan = equations::plan(algebra, checked.component("Mine"), options);
  REQUIRE(plan.choices.size() == 1);
  CHECK(plan.choices[0].method == &equations::kEuler);
  options.allowed = {&equations::kExactLinear, &equations::kExponentialEuler};
  const Plan none = equations::plan(algebra, checked.component("Mine"), options);
  CHECK(none.choices.empty());
  CHECK(none.system.refusal.find("not exponential_euler: `V` is not linear in itself") !=
        std::string::npos);
}

TEST_CASE("plan: an array whose elements have equations is as many states") {
  tests::CheckedModel checked(R"(
neuron Elements {
  state x[2] = 0
  x[0]' = -x[0]/1 ms
  x[1]' = (x[0] - x[1] + mean(x))/1 ms
})");
  Algebra algebra(checked.program);
  const Plan plan = equations::plan(algebra, checked.component("Elements"));
  REQUIRE(plan.system.elements.size() == 2);
  REQUIRE(plan.system.equations.size() == 2);
  CHECK(plan.system.equations[1].variable.symbol == plan.system.elements[1].symbol);
  CHECK(plan.system.elements[1].array == checked.symbol("Elements", "x"));
  CHECK(plan.system.elements[1].position == 1);
  // The mean reads both, so the second element depends on the first and on itself.
  CHECK(equations::variables_in(checked.program, plan.system.equations[1].drift).size() == 2);
}

TEST_CASE("plan: what cannot be integrated says why") {
  tests::CheckedModel checked(R"(
neuron Elements {
  state x[2] = 0, x' = 0 per ms
  x[0]'' = -x[0]/1 [ms^2]
})");
  Algebra algebra(checked.program);
  const Plan plan = equations::plan(algebra, checked.component("Elements"));
  CHECK(plan.choices.empty());
  CHECK(plan.system.refusal.find("`x`") != std::string::npos);
}

TEST_CASE("plan: a refusal names the variables that stand in the way") {
  const Planned adex(importing("neurons", "AdEx"), "Mine");
  const auto& refusals = adex.choice_of("V").refusals;
  REQUIRE(refusals.size() == 2);
  CHECK(refusals[0].why.find("`V`") != std::string::npos);
  CHECK(refusals[1].why == "`V` is not linear in itself");
}

}  // namespace
}  // namespace snn
