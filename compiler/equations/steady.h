#pragma once
// `state m = steady`: the values for which nothing moves.

#include "compiler/equations/update.h"

#include <optional>

namespace snn::equations {

/// All `steady` states of a component together; none when it has none. Other states are read at
/// their starts.
[[nodiscard]] std::optional<SteadyPlan> steady_of(Algebra& algebra, model::ComponentId component);

}  // namespace snn::equations
