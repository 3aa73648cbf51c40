#pragma once
// Values of other populations' cells in equations and drives: one cell's, or the sum or mean over
// many, as they are when a step begins.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

/// `net.E[3].V`, in the names of a network.
[[nodiscard]] ValueId sample_of_one(Workspace& work, Numbers& numbers, Expressions& here,
                                    network::InstanceId in, const model::Path& path,
                                    const model::Expr& expr);

/// `mean(net.E.V)`, `sum(net.E[0..5].V)`
[[nodiscard]] ValueId sample_of_many(Workspace& work, Numbers& numbers, Expressions& here,
                                     network::InstanceId in, const model::IntrinsicCall& call,
                                     const model::Expr& expr);

}  // namespace snn::lower
