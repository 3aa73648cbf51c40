#pragma once
// Dense linear systems, small ones: the implicit steps of a cell and the propagator of its linear
// part. Matrices are row-major.

#include <cstddef>
#include <span>

namespace snn::math {

/// Solves A·X = B by elimination with partial pivoting. `a` is n×n and is used up; `b` is n×m for
/// any m and becomes X. False when A is singular or holds a NaN; then `b` has no meaning.
[[nodiscard]] bool solve(std::span<double> a, std::span<double> b, std::size_t n);
[[nodiscard]] bool solve(std::span<float> a, std::span<float> b, std::size_t n);

}  // namespace snn::math
