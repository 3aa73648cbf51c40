#include "runtime/math/solve.h"

#include "runtime/math/real.h"

#include <algorithm>
#include <cmath>

namespace snn::math {
namespace {

template <Real F>
std::span<F> row_of(std::span<F> matrix, std::size_t row, std::size_t width) {
  return matrix.subspan(row * width, width);
}

/// The row at or below the diagonal whose entry in this column is largest; the first of equals.
template <Real F>
std::size_t pivot_row(std::span<const F> a, std::size_t column, std::size_t n) {
  std::size_t best = column;
  for (std::size_t row = column + 1; row < n; ++row) {
    if (std::fabs(a[row * n + column]) > std::fabs(a[best * n + column])) best = row;
  }
  return best;
}

/// row -= factor·other, from `first` on.
template <Real F>
void subtract_multiple(std::span<F> row, F factor, std::span<const F> other, std::size_t first) {
  for (std::size_t j = first; j < row.size(); ++j)
    row[j] = std::fma(-factor, other[j], row[j]);
}

/// Makes `a` upper triangular, doing the same to `b`.
template <Real F>
bool eliminate(std::span<F> a, std::span<F> b, std::size_t n, std::size_t m) {
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t pivot = pivot_row<F>(a, k, n);
    const F diagonal = a[pivot * n + k];
    if (!(std::fabs(diagonal) > 0) || !is_finite(diagonal)) return false;
    if (pivot != k) {
      std::ranges::swap_ranges(row_of(a, k, n), row_of(a, pivot, n));
      std::ranges::swap_ranges(row_of(b, k, m), row_of(b, pivot, m));
    }
    for (std::size_t row = k + 1; row < n; ++row) {
      const F factor = a[row * n + k] / diagonal;
      subtract_multiple<F>(row_of(a, row, n), factor, row_of(a, k, n), k + 1);
      subtract_multiple<F>(row_of(b, row, m), factor, row_of(b, k, m), 0);
    }
  }
  return true;
}

template <Real F>
bool solve_of(std::span<F> a, std::span<F> b, std::size_t n) {
  if (n == 0) return true;
  const std::size_t m = b.size() / n;
  if (!eliminate(a, b, n, m)) return false;
  for (std::size_t k = n; k-- > 0;) {
    const std::span<F> row = row_of(b, k, m);
    for (std::size_t j = k + 1; j < n; ++j) {
      subtract_multiple<F>(row, a[k * n + j], row_of(b, j, m), 0);
    }
    for (F& value : row)
      value /= a[k * n + k];
  }
  return true;
}

}  // namespace

bool solve(std::span<double> a, std::span<double> b, std::size_t n) {
  return solve_of(a, b, n);
}
bool solve(std::span<float> a, std::span<float> b, std::size_t n) {
  return solve_of(a, b, n);
}

}  // namespace snn::math
