#include "compiler/equations/closed_form.h"

#include "checked_model.h"
#include "compiler/model/eval.h"

#include <cmath>

namespace snn {
namespace {

using equations::Algebra;
using equations::ClosedForm;

TEST_CASE("closed form: linear equations of parameters alone") {
  tests::CheckedModel checked(R"(
neuron Cell {
  param tau = 20 ms, goal = 0.8, drift = 0.5 per ms
  input s: spike
  noise xi
  state decays = 1, rises = 0.2, drifts = 0, reads = 0, bends = 1, shakes = 0
  tau * ddecays/dt = -decays + tau*s
  tau * drises/dt = goal - rises
  ddrifts/dt = drift
  dreads/dt = -reads/tau + decays/tau
  dbends/dt = -bends^2/tau
  dshakes/dt = -shakes/tau + xi/sqrt(tau)
  every step { if reads + bends + shakes + drifts + rises > 100 { spike } }
})");
  Algebra algebra(checked.program);
  const std::vector<ClosedForm> forms = equations::closed_forms(algebra, checked.component("Cell"));
  REQUIRE(forms.size() == 3);
  const auto after = [&](const char* name, double start, double time) {
    for (const ClosedForm& form : forms) {
      if (form.variable.symbol != checked.symbol("Cell", name)) continue;
      const auto value = model::evaluate(
          checked.program,
          equations::value_after(algebra, form, algebra.literal(start), algebra.literal(time)), {});
      REQUIRE(value.has_value());
      return *value;
    }
    FAIL("no closed form");
    return 0.0;
  };
  CHECK(after("decays", 3, 30) == doctest::Approx(3 * std::exp(-1.5)).epsilon(1e-14));
  CHECK(after("rises", 0.2, 30) == doctest::Approx(0.8 - 0.6 * std::exp(-1.5)).epsilon(1e-14));
  CHECK(after("drifts", 1, 30) == doctest::Approx(16).epsilon(1e-14));
}

}  // namespace
}  // namespace snn
