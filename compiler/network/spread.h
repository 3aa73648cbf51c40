#pragma once
// Over what an expression of a network differs, found from what it reads.

#include "compiler/network/plan.h"

namespace snn::network {

/// In a setting of a population, or in a default of its component.
[[nodiscard]] Spread spread_of(const model::Program& program, const Population& population,
                               ExprId expr);
/// In a setting of a connection, or in a default of its synapse or of a rule.
[[nodiscard]] Spread spread_of(const model::Program& program, const Plan& plan,
                               const Projection& projection, ExprId expr);

}  // namespace snn::network
