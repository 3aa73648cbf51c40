// The classical Runge-Kutta method of fourth order: four evaluations a step, for whatever is smooth
// and not stiff.

#include "compiler/equations/methods/method.h"

namespace snn::equations {
namespace {

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  return {true, "no structure to use: fourth order, four evaluations a step"};
}

Cost cost(const Question& question) {
  return cost_of_drifts(question, 4);
}

}  // namespace

constinit const Method kRungeKutta4{"rk4", "Runge-Kutta of fourth order", applies, cost};

}  // namespace snn::equations
