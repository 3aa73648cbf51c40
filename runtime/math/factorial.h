#pragma once
// Logarithms of factorials and of binomial coefficients, for the probabilities of counts.

namespace snn::math {

/// log(k!) for whole k >= 0.
[[nodiscard]] double log_factorial(double k);
/// log of the number of ways to choose k of n.
[[nodiscard]] double log_choose(double n, double k);

}  // namespace snn::math
