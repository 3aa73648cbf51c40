#pragma once
// The exponential of a matrix: the exact propagator of a linear system over one step.

#include <cstddef>
#include <span>
#include <vector>

namespace snn::math {

/// e^A for a row-major n×n matrix, computed in f64 for both formats. Every entry is NaN when A
/// holds a value that is not finite or is too large to scale.
[[nodiscard]] std::vector<double> expm(std::span<const double> a, std::size_t n);
[[nodiscard]] std::vector<float> expm(std::span<const float> a, std::size_t n);

}  // namespace snn::math
