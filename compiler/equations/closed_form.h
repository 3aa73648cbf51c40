#pragma once
// States whose value after any time is one expression: they can be left alone between the moments
// at which somebody looks at them.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/equations/system.h"

#include <vector>

namespace snn::equations {

/// `d variable / dt = rate * variable + offset` between jumps, both of parameters only.
struct ClosedForm {
  StateVariable variable;
  ExprId rate;
  ExprId offset;
};

/// Those of a component; of a system that nothing integrates there are none.
[[nodiscard]] std::vector<ClosedForm> closed_forms(Algebra& algebra, model::ComponentId component);

/// What stands behind `time` when it stood at `start` before: monotonous in time, so that bounds
/// that hold at the end hold in between.
[[nodiscard]] ExprId value_after(Algebra& algebra, const ClosedForm& form, ExprId start,
                                 ExprId time);

}  // namespace snn::equations
