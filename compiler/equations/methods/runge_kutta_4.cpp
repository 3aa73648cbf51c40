// The classical Runge-Kutta method of fourth order: four evaluations a step, for whatever is smooth
// and not stiff.

#include "compiler/equations/methods/explicit_stages.h"
#include "compiler/equations/methods/method.h"

#include <array>

namespace snn::equations {
namespace {

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  return {true, "no structure to use: fourth order, four evaluations a step"};
}

Cost cost(const Question& question) {
  return cost_of_drifts(question, 4);
}

void build(Writer& writer, const Block& block) {
  const std::array<Stage, 4> stages{{{0, {}}, {0.5, {0.5}}, {0.5, {0, 0.5}}, {1, {0, 0, 1}}}};
  constexpr std::array kWeights{1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
  build_explicit(writer, block, stages, kWeights);
}

}  // namespace

constinit const Method kRungeKutta4{.name = "rk4",
                                    .summary = "Runge-Kutta of fourth order",
                                    .has_stages = true,
                                    .applies = applies,
                                    .cost = cost,
                                    .build = build};

}  // namespace snn::equations
