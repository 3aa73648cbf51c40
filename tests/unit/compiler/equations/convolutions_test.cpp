// Kernels that are sums of exponentials, evaluated term by term, are the kernels as written.
#include "compiler/equations/symbolic/exponential_sum.h"
#include "compiler/model/eval.h"
#include "tests/unit/compiler/equations/checked_model.h"

#include <cmath>

using namespace snn;
using namespace snn::equations;

namespace {

struct Kernel {
  tests::CheckedModel checked;
  model::KernelDef def;

  explicit Kernel(const std::string& body)
      : checked("neuron N {\n  param tau = 7 ms, w = 0.4 per ms\n  kernel k(s) = " + body +
                "\n  state x = 0\n  dx/dt = -x/tau\n  spike when x > 1 { x = 0 }\n}\n") {
    def = checked.program.kernels.front();
  }

  double written(double s) {
    return *model::evaluate(checked.program, def.body, {{def.variable, s}});
  }

  std::optional<double> summed(double s) {
    Algebra algebra(checked.program);
    const auto sum = exponential_sum_of(algebra, def.body, def.variable);
    if (!sum) return std::nullopt;
    const auto value = [&](model::ExprId e) { return *model::evaluate(checked.program, e, {}); };
    double total = 0;
    for (const ExponentialTerm& term : *sum) {
      double part =
          value(term.coefficient) * std::pow(s, term.power) * std::exp(value(term.rate) * s);
      if (term.wave == Wave::Cosine) part *= std::cos(value(term.frequency) * s);
      if (term.wave == Wave::Sine) part *= std::sin(value(term.frequency) * s);
      total += part;
    }
    return total;
  }
};

}  // namespace

TEST_CASE("convolutions: sums of exponentials are read as they are written") {
  for (const char* body : {
           "exp(-s/tau)",
           "(s/tau)*exp(1 - s/tau)",
           "3*exp(-s/tau) - 2*exp(-s/(2*tau)) + 0.5*exp(-s/tau)",
           "((s - 2 ms)/tau)^3/exp(s/tau)",
           "exp(-s/tau)*cos(w*s + 0.3)",
           "exp(-s/tau)*sin(w*s)*cos(2*w*s)*s/tau",
           "exp(-s/tau)*sin(w*s)*sin(3*w*s) + exp(-s/tau)*cos(w*s)^2",
           "2^(1 - s/tau)",
       }) {
    CAPTURE(body);
    Kernel kernel(body);
    for (const double s : {0.0, 0.3, 2.0, 11.0, 40.0}) {
      const auto summed = kernel.summed(s);
      REQUIRE(summed.has_value());
      CHECK(*summed == doctest::Approx(kernel.written(s)).epsilon(1e-12));
    }
  }
}

TEST_CASE("convolutions: equal terms are one") {
  Kernel kernel("exp(-s/tau) + exp(-s/tau)*(s/tau) - 0.5*exp(-s/tau)");
  Algebra algebra(kernel.checked.program);
  CHECK(exponential_sum_of(algebra, kernel.def.body, kernel.def.variable)->size() == 2);
}

TEST_CASE("convolutions: what is no sum of exponentials is not taken for one") {
  for (const char* body : {"exp(-(s/tau)^2)", "1/(1 + s/tau)", "if s < tau then 1 else 0",
                           "sqrt(s/tau)*exp(-s/tau)", "exp(-s/tau)^0.5/(1 + s/tau)"}) {
    CAPTURE(body);
    CHECK_FALSE(Kernel(body).summed(1).has_value());
  }
}
