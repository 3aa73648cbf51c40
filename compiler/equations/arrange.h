#pragma once
// The last step of writing a plan: what was written as one large expression for each new value
// becomes statements in order, each computed once, and at set-up if that is early enough.

#include "compiler/equations/update.h"

#include <map>
#include <string>
#include <vector>

namespace snn::equations {

/// What to call an expression that gets a symbol.
using Names = std::map<ExprId, std::string>;

/// Moves whatever only parameters enter to `derive`, and gives a symbol to what is used twice.
void arrange(Algebra& algebra, UpdatePlan& plan, const Names& names);
void arrange(Algebra& algebra, SteadyPlan& plan, const Names& names);

}  // namespace snn::equations
