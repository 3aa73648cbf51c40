#include "compiler/equations/newton.h"

#include <fmt/format.h>

#include <utility>

namespace snn::equations {

using model::BinaryOp;
using model::Intrinsic;

std::optional<Iteration> newton(Algebra& a, const std::vector<Unknown>& unknowns,
                                std::string failure) {
  // Far from the solution a step gains a constant only; near it each doubles the digits, so a step
  // of 1e-8 is the last that can be told from rounding.
  constexpr int kTurns = 100;
  constexpr double kLastStep = 1e-8;
  Iteration loop;
  loop.n_turns = kTurns;
  loop.failure = std::move(failure);
  LinearSolve solve;
  solve.n = unknowns.size();
  ExprId is_done;
  for (const Unknown& unknown : unknowns) {
    for (const Unknown& by : unknowns) {
      const auto slope = differentiate(a, unknown.residual, {by.symbol});
      if (!slope) return std::nullopt;
      solve.matrix.push_back(*slope);
    }
    solve.rhs.push_back(unknown.residual);
    const model::Symbol symbol = a.program()[unknown.symbol];
    const SymbolId change = a.make_local(fmt::format("change of {}", symbol.name), symbol.type);
    solve.results.push_back(change);
    const ExprId value = a.read(unknown.symbol);
    const ExprId size = a.add(a.literal(1), a.call(Intrinsic::Abs, value));
    const ExprId is_small = a.compare(BinaryOp::Le, a.call(Intrinsic::Abs, a.read(change)),
                                      a.multiply(a.literal(kLastStep), size));
    is_done = is_done.is_valid() ? a.compare(BinaryOp::And, is_done, is_small) : is_small;
    loop.carried.push_back({unknown.symbol, unknown.start, a.subtract(value, a.read(change))});
  }
  loop.body.push_back({std::move(solve)});
  // What is no number is never small, so the loop fails instead of ending with it.
  loop.keeps_going = a.negation(is_done);
  return loop;
}

}  // namespace snn::equations
