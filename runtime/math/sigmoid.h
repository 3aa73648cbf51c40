#pragma once
// The two S-shaped functions: the logistic function and the hyperbolic tangent.

namespace snn::math {

/// 1/(1 + e^-x).
[[nodiscard]] double sigmoid(double x);
[[nodiscard]] float sigmoid(float x);

[[nodiscard]] double tanh(double x);
[[nodiscard]] float tanh(float x);

}  // namespace snn::math
