// Quotients that are 0/0 at one point get their limit there, and keep their value elsewhere.

#include "compiler/equations/system.h"
#include "plan_runner.h"

#include <cmath>

namespace snn {
namespace {

using tests::CheckedModel;

struct Quotient {
  std::string text;
  double singular_at;
  double limit;
};

TEST_CASE("singular: rates as they are printed have a value at their singular point") {
  const std::vector<Quotient> quotients{
      {"0.1*(V + 40 mV)/1 mV/(1 - exp(-(V + 40 mV)/10 mV))", -40, 1},
      {"0.1*(-40 mV - V)/1 mV/(exp((-40 mV - V)/10 mV) - 1)", -40, 1},
      {"(2.5 - 0.1*V/1 mV)/(exp(2.5 - 0.1*V/1 mV) - 1)", 25, 1},
      {"(V - V_h)/k/(1 - exp(-(V - V_h)/k))", -40, 1},
      {"3*(V - V_h)/(1 - exp((V_h - V)/k))/k", -40, 3},
      {"(exp((V - V_h)/k) - 1)/((V - V_h)/k)", -40, 1},
      {"expm1((V - V_h)/k)*k/(V - V_h)", -40, 1},
      {"(25 mV - V)/10 mV/(2*(exp((25 mV - V)/10 mV) - 1))", 25, 0.5},
  };
  for (const Quotient& quotient : quotients) {
    CAPTURE(quotient.text);
    CheckedModel checked(fmt::format(R"(
neuron N {{
  param V_h = -40 mV, k = 10 mV
  state V = 1 mV
  dV/dt = ({})*1 mV/1 ms
}})",
                                     quotient.text));
    equations::Algebra algebra(checked.program);
    const model::ComponentId component = checked.component("N");
    const equations::OdeSystem system = equations::system_of(algebra, component);
    const model::SymbolId voltage = checked.symbol("N", "V");
    const model::ExprId written =
        equations::expand(algebra, checked.program.components[component].equations.front().value);
    const auto value = [&](model::ExprId expr, double at) {
      return model::evaluate(checked.program, expr, {{voltage, at}}).value();
    };
    const model::ExprId filled = system.equations.front().drift;
    CHECK(value(filled, quotient.singular_at) == doctest::Approx(quotient.limit).epsilon(1e-12));
    for (const double at : {-90.0, -63.5, -10.0, 12.0, 60.0})
      CHECK(value(filled, at) == doctest::Approx(value(written, at)).epsilon(1e-11));
  }
}

TEST_CASE("singular: quotients whose point is elsewhere are left alone") {
  CheckedModel checked(R"(
neuron N {
  state V = 1 mV
  dV/dt = (V + 40 mV)/(1 - exp(-(V + 30 mV)/10 mV))/1 ms
})");
  equations::Algebra algebra(checked.program);
  const model::ComponentId component = checked.component("N");
  const equations::OdeSystem system = equations::system_of(algebra, component);
  bool has_linoid = false;
  equations::visit_once(checked.program, system.equations.front().drift, [&](model::ExprId id) {
    const auto* call = std::get_if<model::IntrinsicCall>(&checked.program[id].kind);
    has_linoid = has_linoid || (call != nullptr && call->intrinsic == model::Intrinsic::Linoid);
  });
  CHECK_FALSE(has_linoid);
}

TEST_CASE("guard: a voltage beyond its spike is read at the spike, where the reset sets it") {
  tests::Cell cell("import std.neurons.{AdEx}\nneuron Mine extends AdEx { }", "Mine");
  cell["V"] = -1;
  cell["w"] = 0;
  cell["I"] = 0;
  cell.run(0.1, 0.1);
  CHECK(std::isfinite(cell["V"]));
  CHECK(cell["V"] > 0);
}

TEST_CASE("guard: without a reset nothing is clamped") {
  CheckedModel checked("import std.neurons.{HodgkinHuxley}\nneuron Mine extends HodgkinHuxley { }");
  equations::Algebra algebra(checked.program);
  CHECK_FALSE(equations::system_of(algebra, checked.component("Mine")).guard.has_value());
}

}  // namespace
}  // namespace snn
