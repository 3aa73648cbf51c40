#pragma once
// Which method integrates which equations of a model, and why.

#include "compiler/equations/methods/method.h"
#include "compiler/equations/update.h"

#include <span>
#include <string>
#include <vector>

namespace snn::equations {

/// A method that was tried and refused.
struct Refusal {
  const Method* method = nullptr;
  std::string why;
};

/// Blocks that one method integrates together.
struct Choice {
  Block equations;
  const Method* method = nullptr;
  std::string why;
  std::vector<Refusal> refusals;
  Cost cost;
};

/// What a population or an experiment asks for.
struct Options {
  const Method* solver = nullptr;  // null: whatever suits
  /// What the target can carry out, tried in this order; empty: everything.
  std::vector<const Method*> allowed;
  ExprId tolerance;  // of an adaptive method; none: 1e-6
  Calculus calculus = Calculus::Ito;
  /// The parts of a cell with cables, and where something connects to them.
  std::optional<CellOnTree> cell;
};

/// From the settings `solver`, `solver.tol` and `interpretation` of a population.
[[nodiscard]] Options options_of(const model::Program& program,
                                 std::span<const model::SettingValue> settings);

struct Plan {
  Options options;
  OdeSystem system;
  std::vector<Choice> choices;  // in the order in which a step runs them
};

/// Every block takes the first method that applies to it, the one that is asked for before all
/// others; all blocks with an exact solution form one propagator. A system that nothing integrates
/// says why in `system.refusal`, and has no choices.
[[nodiscard]] Plan plan(Algebra& algebra, model::ComponentId component,
                        const Options& options = {});
[[nodiscard]] Plan plan(Algebra& algebra, OdeSystem system, const Options& options);

/// The arithmetic of a plan that has choices.
[[nodiscard]] UpdatePlan update_of(Algebra& algebra, const Plan& plan);

/// What `snn explain solver` prints below the name of a component.
[[nodiscard]] std::string explain(const model::Program& program, const Plan& plan);

}  // namespace snn::equations
