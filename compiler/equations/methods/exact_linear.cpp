// Exact propagator: x(t + dt) = P x(t) + q, with P = exp(A dt) computed at set-up.
//
// For systems that are linear with constant coefficients, and read nothing that is not. Equal time
// constants are no special case of a matrix exponential. With additive noise the step adds a normal
// draw of the exact covariance (Ornstein-Uhlenbeck).

#include "compiler/equations/methods/exact_solution.h"
#include "compiler/equations/methods/method.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::equations {
namespace {

// Additive: the same strength at every moment, whatever the states.
bool has_additive_noise(const Question& question, std::size_t equation) {
  for (const ImpulseTerm& term : question.system.equations[equation].diffusions) {
    if (!is_constant(question.program, term.factor)) return false;
  }
  return true;
}

bool is_noisy(const Question& question, std::size_t equation) {
  return std::ranges::any_of(reached_from(question.structure, equation), [&](std::size_t i) {
    return !question.system.equations[i].diffusions.empty();
  });
}

std::set<std::size_t> outside(const Question& question, std::size_t equation) {
  std::set<std::size_t> found;
  for (const std::size_t read : question.structure.reads[equation]) {
    const bool is_inside =
        std::find(question.block.begin(), question.block.end(), read) != question.block.end();
    if (!is_inside && !question.exact.contains(read)) found.insert(read);
  }
  return found;
}

Verdict applies(const Question& question) {
  for (const std::size_t i : question.block) {
    const std::string name = names_of(question, {i});
    if (const auto barred = question.barred.find(i); barred != question.barred.end()) {
      return {false, fmt::format("{}: {}", name, barred->second)};
    }
    if (question.structure.rough.contains(i)) {
      return {false, fmt::format("the equation of {} has steps in it", name)};
    }
    if (has_array(question) && is_noisy(question, i)) {
      return {false, fmt::format("noise reaches {}, which is an array", name)};
    }
    const std::set<std::size_t> inexact = outside(question, i);
    if (!inexact.empty()) {
      return {false, fmt::format("{} reads {}, which has no exact solution", name,
                                 names_of(question, inexact))};
    }
    for (const std::size_t j : question.structure.reads[i]) {
      const auto slope = question.structure.slopes.find({i, j});
      if (slope == question.structure.slopes.end()) continue;
      if (is_constant(question.program, slope->second)) continue;
      const std::set<std::size_t> states = question.structure.variables_of(slope->second);
      if (states.empty()) {
        return {false, fmt::format("what multiplies {} in the equation of {} changes in time",
                                   names_of(question, {j}), name)};
      }
      return {false, fmt::format("the equation of {} is not linear: the slope by {} depends on {}",
                                 name, names_of(question, {j}), names_of(question, states))};
    }
    if (!question.structure.forms[i]) {
      return {false, fmt::format("the equation of {} is in pieces", name)};
    }
    if (!has_additive_noise(question, i)) {
      return {false, fmt::format("the noise of {} is not additive", name)};
    }
  }
  return {true, has_noise(question) ? "linear with constant coefficients and additive noise"
                                    : "linear with constant coefficients"};
}

// The entries of exp(A dt) that are not zero: one for each equation and what it depends on, near or
// far.
Cost cost(const Question& question) {
  Cost result;
  for (const std::size_t i : question.block) {
    result.n_multiply_adds += static_cast<int>(reached_from(question.structure, i).size());
  }
  return result;
}

void build(Writer& writer, const Block& block) {
  for (const std::size_t i : block)
    writer.set(i, writer.exact->value(i, 1));
}

}  // namespace

constinit const Method kExactLinear{.name = "exact",
                                    .summary = "exact propagator, a matrix exponential at set-up",
                                    .applies = applies,
                                    .cost = cost,
                                    .build = build};

}  // namespace snn::equations
