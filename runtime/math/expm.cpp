#include "runtime/math/expm.h"

#include "runtime/math/real.h"
#include "runtime/math/solve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace snn::math {
namespace {

using Matrix = std::vector<double>;

/// Numerators of the [7/7] Padé approximant of e^x, which is good to the last bit for matrices
/// whose 1-norm is at most kLargestNorm (Higham 2005). Higher degrees would allow larger norms, but
/// e^A - I is computed, and for a fast decay e^A would then be the small difference of two numbers
/// near 1.
constexpr std::array<double, 8> kPade{17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1};
constexpr double kLargestNorm = 0.9504178996162932;
/// Beyond this many halvings even e^-x has long been 0 or infinite.
constexpr int kMostHalvings = 64;

Matrix product(const Matrix& a, const Matrix& b, std::size_t n) {
  Matrix c(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t j = 0; j < n; ++j) {
        c[i * n + j] = std::fma(a[i * n + k], b[k * n + j], c[i * n + j]);
      }
    }
  }
  return c;
}

/// The largest sum of magnitudes in a column; NaN if any entry is NaN.
double one_norm(const Matrix& a, std::size_t n) {
  double norm = 0;
  for (std::size_t j = 0; j < n; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      sum += std::fabs(a[i * n + j]);
    norm = sum <= norm ? norm : sum;
    if (std::isnan(sum)) return sum;
  }
  return norm;
}

/// c0·I + c1·A2 + c2·A4 + c3·A6, from the highest term down.
Matrix even_polynomial(std::span<const Matrix, 3> powers, std::array<double, 4> c, std::size_t n) {
  Matrix sum(n * n);
  for (std::size_t i = 0; i < sum.size(); ++i) {
    const double constant = i % (n + 1) == 0 ? c[0] : 0.0;
    sum[i] = std::fma(c[3], powers[2][i],
                      std::fma(c[2], powers[1][i], std::fma(c[1], powers[0][i], constant)));
  }
  return sum;
}

/// e^A - I = 2 (V - U)^-1 U with the odd part U and the even part V of the approximant. Leaving the
/// identity out keeps what a small A does.
Matrix pade_less_identity(const Matrix& a, std::size_t n) {
  std::array<Matrix, 3> powers;
  powers[0] = product(a, a, n);
  powers[1] = product(powers[0], powers[0], n);
  powers[2] = product(powers[1], powers[0], n);

  const Matrix odd =
      product(a, even_polynomial(powers, {kPade[1], kPade[3], kPade[5], kPade[7]}, n), n);
  const Matrix even = even_polynomial(powers, {kPade[0], kPade[2], kPade[4], kPade[6]}, n);

  Matrix denominator(n * n);
  Matrix result(n * n);
  for (std::size_t i = 0; i < odd.size(); ++i) {
    denominator[i] = even[i] - odd[i];
    result[i] = 2 * odd[i];
  }
  // For norms up to kLargestNorm the denominator is well conditioned.
  if (!solve(denominator, result, n)) std::ranges::fill(result, kNan<double>);
  return result;
}

/// X = e^B for B = A/2^s, whose diagonal is known twice: as x and as x - 1. Squaring doubles the
/// relative error of a decay like e^-0.001 each time if only x is kept, and loses the small values
/// of a fast decay if only x - 1 is.
struct Squared {
  Matrix x;
  std::vector<double> diagonal_less_one;
};

Squared square(const Squared& old, std::size_t n) {
  Squared result{.x = Matrix(n * n), .diagonal_less_one = std::vector<double>(n)};
  const auto through_others = [&](std::size_t i, std::size_t j) {
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
      if (k != i && k != j) sum = std::fma(old.x[i * n + k], old.x[k * n + j], sum);
    }
    return sum;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const double x = old.x[i * n + i];
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      result.x[i * n + j] = std::fma(old.x[i * n + j], x + old.x[j * n + j], through_others(i, j));
    }
    const double rest = through_others(i, i);
    const double e = old.diagonal_less_one[i];
    const double less_one = std::fma(e, 2 + e, rest);
    const bool is_near_one = std::fabs(less_one) <= 0.5;
    const double square = is_near_one ? 1 + less_one : std::fma(x, x, rest);
    result.x[i * n + i] = square;
    result.diagonal_less_one[i] = is_near_one ? less_one : square - 1;
  }
  return result;
}

Matrix expm_of(Matrix a, std::size_t n) {
  const double norm = one_norm(a, n);
  int halvings = 0;
  double scaled_norm = norm;
  while (scaled_norm > kLargestNorm && halvings < kMostHalvings) {
    scaled_norm /= 2;
    ++halvings;
  }
  if (!(scaled_norm <= kLargestNorm)) return Matrix(n * n, kNan<double>);
  for (double& value : a)
    value *= power_of_two<double>(-halvings);

  Squared power{.x = pade_less_identity(a, n), .diagonal_less_one = std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i) {
    power.diagonal_less_one[i] = power.x[i * n + i];
    power.x[i * n + i] += 1;
  }
  for (int i = 0; i < halvings; ++i)
    power = square(power, n);
  return std::move(power.x);
}

}  // namespace

std::vector<double> expm(std::span<const double> a, std::size_t n) {
  return expm_of(Matrix(a.begin(), a.end()), n);
}

std::vector<float> expm(std::span<const float> a, std::size_t n) {
  const Matrix result = expm_of(Matrix(a.begin(), a.end()), n);
  std::vector<float> rounded(result.size());
  std::ranges::transform(result, rounded.begin(), [](double x) { return static_cast<float>(x); });
  return rounded;
}

}  // namespace snn::math
