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
    if (!question.structure.own_forms[i]) {
      return {false, fmt::format("{} is not linear in itself", name)};
    }
    // Without a rate of its own there is nothing to solve: what is left is Euler's method, which
    // blows oscillations up.
    if (question.block.size() > 1 && !question.structure.slopes.contains({i, i})) {
      return {false, fmt::format("{} does not decay by itself", name)};
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

// Where the rate is fixed, e^(a dt) and dt phi(a dt) are known at set-up. Where it moves, the same
// is x + (a x + b) dt phi(a dt), which takes one exponential.
void build(Writer& writer, const Block& block) {
  Algebra& a = writer.algebra();
  for (const std::size_t i : block) {
    const StateVariable variable = writer.system().equations[i].variable;
    const LinearForm& form = *writer.structure().own_forms[i];
    const auto found = form.slopes.find(variable);
    const ExprId rate = found == form.slopes.end() ? a.literal(0) : found->second;
    const ExprId z = writer.in_time(rate, writer.step());
    const ExprId weight = a.multiply(writer.step(), a.call(model::Intrinsic::Phi, z));
    if (is_constant(a.program(), rate)) {
      const ExprId decay = a.multiply(a.call(model::Intrinsic::Exp, z), writer.state(i));
      writer.set(i, a.add(decay, a.multiply(weight, form.rest)));
    } else {
      const ExprId drift = writer.system().equations[i].drift;
      writer.set(i, a.add(writer.state(i), a.multiply(drift, weight)));
    }
  }
}

}  // namespace

constinit const Method kExponentialEuler{.name = "exponential_euler",
                                         .summary = "exponential Euler (Rush-Larsen)",
                                         .applies = applies,
                                         .cost = cost,
                                         .build = build};

}  // namespace snn::equations
