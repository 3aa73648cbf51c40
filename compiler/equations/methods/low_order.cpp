// Explicit methods of first and second order, on request: to compare with other programs, which
// often use them, and for states whose right-hand side is costly.
//
//   Euler:  x + f(x) dt
//   Heun:   x + (k1 + k2) dt/2,   k1 = f(x),  k2 = f(x + k1 dt)

#include "compiler/equations/methods/explicit_stages.h"
#include "compiler/equations/methods/method.h"

#include <array>

namespace snn::equations {
namespace {

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  return {true, "as asked for"};
}

Cost euler_cost(const Question& question) {
  return cost_of_drifts(question, 1);
}
Cost heun_cost(const Question& question) {
  return cost_of_drifts(question, 2);
}

void build_euler(Writer& writer, const Block& block) {
  const std::array<Stage, 1> stages{{{0, {}}}};
  constexpr std::array kWeights{1.0};
  build_explicit(writer, block, stages, kWeights);
}

void build_heun(Writer& writer, const Block& block) {
  const std::array<Stage, 2> stages{{{0, {}}, {1, {1}}}};
  constexpr std::array kWeights{0.5, 0.5};
  build_explicit(writer, block, stages, kWeights);
}

}  // namespace

constinit const Method kEuler{.name = "euler",
                              .summary = "forward Euler",
                              .applies = applies,
                              .cost = euler_cost,
                              .build = build_euler};
constinit const Method kHeun{.name = "heun",
                             .summary = "Heun's method",
                             .has_stages = true,
                             .applies = applies,
                             .cost = heun_cost,
                             .build = build_heun};

}  // namespace snn::equations
