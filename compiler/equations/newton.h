#pragma once
// Newton's method with slopes by the rules of the textbook, as a loop of a plan.

#include "compiler/equations/arrange.h"
#include "compiler/equations/update.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::equations {

/// What is sought: where `residual`, which reads the symbols of all unknowns, is 0.
struct Unknown {
  SymbolId symbol;
  ExprId start;
  ExprId residual;
};

/// Behind the loop the symbols have the solution. None when a residual has no slope.
[[nodiscard]] std::optional<Iteration> newton(Algebra& algebra,
                                              const std::vector<Unknown>& unknowns,
                                              std::string failure);

}  // namespace snn::equations
