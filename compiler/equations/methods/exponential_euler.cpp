// Exponential Euler, for gates also known as Rush-Larsen:
//
//   dx/dt = a x + b   =>   x(t + dt) = x e^(a dt) + b dt phi(a dt),   phi(z) = (e^z - 1)/z
//
// For equations that are linear in their own variable; a and b are taken at the start of the step.
// Stable however fast the variable is; of first order in dt.

#include "compiler/equations/methods/method.h"

#include <fmt/format.h>

namespace snn::equations {
namespace {

Verdict applies(const Question& question) {
  for (const std::size_t i : question.block) {
    const std::string name = names_of(question, {i});
    if (question.structure.rough.contains(i)) {
      return {false, fmt::format("the equation of {} has steps in it", name)};
    }
    const auto slope = question.structure.slopes.find({i, i});
    if (slope == question.structure.slopes.end()) continue;
    if (question.structure.variables_of(slope->second).contains(i)) {
      return {false, fmt::format("{} is not linear in itself", name)};
    }
  }
  if (has_noise(question)) return {false, "white noise enters"};
  return {true, "linear in each variable while the others are held"};
}

// One exponential for each variable whose own rate moves; a fixed rate is done at set-up.
Cost cost(const Question& question) {
  Cost result = cost_of_drifts(question, 1);
  for (const std::size_t i : question.block) {
    const auto slope = question.structure.slopes.find({i, i});
    const bool moves =
        slope != question.structure.slopes.end() && !is_constant(question.program, slope->second);
    if (moves) ++result.calls["exp"];
  }
  return result;
}

}  // namespace

constinit const Method kExponentialEuler{"exponential_euler", "exponential Euler (Rush-Larsen)",
                                         applies, cost};

}  // namespace snn::equations
