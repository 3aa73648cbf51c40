#pragma once
// Functions of one variable that solve linear equations with constant coefficients: sums of
//
//   coefficient * s^power * exp(rate*s) * (1, cos(frequency*s) or sin(frequency*s))
//
// Alpha functions, differences of exponentials and damped oscillations are such sums.

#include "compiler/equations/symbolic/algebra.h"

#include <optional>
#include <vector>

namespace snn::equations {

enum class Wave { None, Cosine, Sine };

struct ExponentialTerm {
  ExprId coefficient;
  int power = 0;
  ExprId rate;
  Wave wave = Wave::None;
  ExprId frequency;  // none without a wave
};
using ExponentialSum = std::vector<ExponentialTerm>;

/// The expression as such a sum in `variable`, terms of one kind joined; none when it is not one.
[[nodiscard]] std::optional<ExponentialSum> exponential_sum_of(Algebra& algebra, ExprId expr,
                                                               SymbolId variable);

}  // namespace snn::equations
