#pragma once
// Expressions as sums of variables times coefficients.

#include "compiler/equations/symbolic/algebra.h"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace snn::equations {

/// `rest` plus each variable times its slope; neither reads the variables.
struct LinearForm {
  std::map<StateVariable, ExprId> slopes;
  ExprId rest;
};

/// None when the expression is not linear in the variables jointly.
[[nodiscard]] std::optional<LinearForm> linear_in(Algebra& algebra, ExprId root,
                                                  const std::set<StateVariable>& variables);

/// `fixed` plus each moving part times its coefficient.
struct Terms {
  std::map<ExprId, ExprId> coefficients;
  ExprId fixed;
};

/// Takes apart sums, and products and quotients by what `is_fixed`; every other part that moves is
/// a term.
[[nodiscard]] Terms terms_of(Algebra& algebra, ExprId root,
                             const std::function<bool(ExprId)>& is_fixed);

}  // namespace snn::equations
