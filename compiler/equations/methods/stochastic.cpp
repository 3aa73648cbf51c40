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

// Order one without double integrals of the noise takes one noise for the whole block, or for each
// equation its own, with a strength that only its own variable sets.
bool needs_double_integrals(const Question& question) {
  std::set<SymbolId> noises;
  bool is_diagonal = true;
  for (const std::size_t i : question.block) {
    const OdeEquation& equation = question.system.equations[i];
    is_diagonal = is_diagonal && equation.diffusions.size() <= 1;
    for (const ImpulseTerm& term : equation.diffusions) {
      is_diagonal = is_diagonal && noises.insert(term.source).second;
      std::set<std::size_t> by = question.structure.variables_of(term.factor);
      by.erase(i);
      is_diagonal = is_diagonal && by.empty();
    }
  }
  return noises.size() > 1 && !is_diagonal;
}

Verdict euler_maruyama_applies(const Question& question) {
  const std::set<std::size_t> moving = multiplicative(question);
  if (moving.empty()) return {true, "the noise does not depend on the state"};
  if (question.is_asked_for) {
    return {true, fmt::format("as asked for: order one half, since the noise of {} depends on the "
                              "state",
                              names_of(question, moving))};
  }
  if (needs_double_integrals(question)) {
    return {true, fmt::format("several noises depend on states ({}): order one half",
                              names_of(question, moving))};
  }
  return {false,
          fmt::format("the noise of {} depends on the state, which would leave order one half",
                      names_of(question, moving))};
}

Verdict milstein_applies(const Question& question) {
  if (needs_double_integrals(question)) return {false, "several noises act on one another"};
  return {true, "noise that depends on the state, at first order"};
}

Cost euler_maruyama_cost(const Question& question) {
  return cost_of_drifts(question, 1);
}
Cost milstein_cost(const Question& question) {
  return cost_of_drifts(question, 1);
}

ExprId euler_step(Writer& writer, std::size_t i, const Moment& start) {
  Algebra& a = writer.algebra();
  const ExprId drift = writer.drift_at(i, start);
  ExprId next = a.add(writer.state(i), a.multiply(writer.step(), drift));
  const ExprId root = a.call(model::Intrinsic::Sqrt, writer.step());
  for (const ImpulseTerm& term : writer.system().equations[i].diffusions) {
    const ExprId strength = a.multiply(writer.at(term.factor, start), root);
    next = a.add(next, a.multiply(strength, writer.draw(term.source, 0)));
  }
  return next;
}

Moment start_of(Writer& writer, const Block& block) {
  std::vector<ExprId> states;
  for (const std::size_t i : block)
    states.push_back(writer.state(i));
  return writer.moment(block, states, writer.algebra().literal(0), 0);
}

void build_euler_maruyama(Writer& writer, const Block& block) {
  const Moment start = start_of(writer, block);
  for (const std::size_t i : block)
    writer.set(i, euler_step(writer, i, start));
}

// The strength at a point that the noise would reach stands in for its derivative.
void build_milstein(Writer& writer, const Block& block) {
  Algebra& a = writer.algebra();
  const Moment start = start_of(writer, block);
  const ExprId root = a.call(model::Intrinsic::Sqrt, writer.step());
  std::vector<ExprId> supports;
  for (const std::size_t i : block) {
    ExprId support = a.add(writer.state(i), a.multiply(writer.step(), writer.drift_at(i, start)));
    for (const ImpulseTerm& term : writer.system().equations[i].diffusions)
      support = a.add(support, a.multiply(writer.at(term.factor, start), root));
    supports.push_back(writer.named(fmt::format("support[{}]", writer.name(i)), support));
  }
  const Moment supported = writer.moment(block, supports, a.literal(0), 0);
  for (const std::size_t i : block) {
    ExprId next = euler_step(writer, i, start);
    for (const ImpulseTerm& term : writer.system().equations[i].diffusions) {
      const ExprId change =
          a.subtract(writer.at(term.factor, supported), writer.at(term.factor, start));
      const ExprId draw = writer.draw(term.source, 0);
      const ExprId excess = a.subtract(a.multiply(draw, draw), a.literal(1));
      const ExprId half = a.multiply(a.literal(0.5), root);
      next = a.add(next, a.multiply(a.multiply(half, change), excess));
    }
    writer.set(i, next);
  }
}

}  // namespace

constinit const Method kEulerMaruyama{.name = "euler_maruyama",
                                      .summary = "Euler-Maruyama",
                                      .applies = euler_maruyama_applies,
                                      .cost = euler_maruyama_cost,
                                      .build = build_euler_maruyama};
constinit const Method kMilstein{.name = "milstein",
                                 .summary = "Milstein without derivatives",
                                 .applies = milstein_applies,
                                 .cost = milstein_cost,
                                 .build = build_milstein};

}  // namespace snn::equations
