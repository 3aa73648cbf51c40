#pragma once
// `state m = steady`: the values for which nothing moves.

#include "compiler/equations/update.h"

#include <optional>
#include <set>

namespace snn::equations {

/// All `steady` states of a component together; none when it has none. Other states are read at
/// their starts.
[[nodiscard]] std::optional<SteadyPlan> steady_of(Algebra& algebra, model::ComponentId component);
/// The same where only these states start at rest: others were given a start.
[[nodiscard]] std::optional<SteadyPlan> steady_of(Algebra& algebra, model::ComponentId component,
                                                  std::set<SymbolId> at_rest);

}  // namespace snn::equations
