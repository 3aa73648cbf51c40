// Methods for white noise, in the sense of Ito.
//
//   Euler-Maruyama:  x += f dt + b sqrt(dt) N
//   Milstein without derivatives (Kloeden & Platen 1992, section 11.1):
//                    y = x + f dt + b sqrt(dt);   x += f dt + b dW + (b(y) - b)(dW^2 - dt)/(2
//                    sqrt(dt))
//
// With noise that does not depend on the state both are of first order, and the first is cheaper.

#include "compiler/equations/methods/method.h"

#include <fmt/format.h>

namespace snn::equations {
namespace {

// Equations whose noise depends on a state of the system.
std::set<std::size_t> multiplicative(const Question& question) {
  std::set<std::size_t> found;
  for (const std::size_t i : question.block) {
    for (const ImpulseTerm& term : question.system.equations[i].diffusions) {
      if (!question.structure.variables_of(term.factor).empty()) found.insert(i);
    }
  }
  return found;
}

Verdict euler_maruyama_applies(const Question& question) {
  const std::set<std::size_t> moving = multiplicative(question);
  if (moving.empty()) return {true, "the noise does not depend on the state"};
  return {false,
          fmt::format("the noise of {} depends on the state, which would leave order one half",
                      names_of(question, moving))};
}

Verdict milstein_applies(const Question&) {
  return {true, "noise that depends on the state, at first order"};
}

Cost euler_maruyama_cost(const Question& question) {
  return cost_of_drifts(question, 1);
}
Cost milstein_cost(const Question& question) {
  return cost_of_drifts(question, 1);
}

}  // namespace

constinit const Method kEulerMaruyama{"euler_maruyama", "Euler-Maruyama", euler_maruyama_applies,
                                      euler_maruyama_cost};
constinit const Method kMilstein{"milstein", "Milstein without derivatives", milstein_applies,
                                 milstein_cost};

}  // namespace snn::equations
