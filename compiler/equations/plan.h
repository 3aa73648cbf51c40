#pragma once
// Which method integrates which equations of a model, and why.

#include "compiler/equations/methods/method.h"
#include "compiler/equations/update.h"

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

struct Plan {
  OdeSystem system;
  std::vector<Choice> choices;  // in the order in which a step runs them
};

/// Every block takes the first method that applies to it; all blocks with an exact solution form
/// one propagator.
[[nodiscard]] Plan plan(Algebra& algebra, model::ComponentId component);

/// What `snn explain solver` prints for one component.
[[nodiscard]] std::string explain(const model::Program& program, const Plan& plan);

}  // namespace snn::equations
