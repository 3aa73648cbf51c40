#pragma once
// Quotients that are 0/0 at one point although their limit is a plain number.

#include "compiler/equations/symbolic/algebra.h"

namespace snn::equations {

/// Writes x/(1 - exp(-x)) as linoid(x) and (exp(x) - 1)/x as phi(x), whatever fixed factors stand
/// around: rates of Hodgkin and Huxley are often written this way, and a voltage that hits the
/// singular point exactly would become no number.
[[nodiscard]] ExprId fill_singular_points(Algebra& algebra, ExprId root);

}  // namespace snn::equations
