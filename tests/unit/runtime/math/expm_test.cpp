#include "runtime/math/expm.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace snn::math {
namespace {

using Matrix = std::vector<double>;
constexpr double kEpsilon = 0x1p-52;

/// Every entry within `epsilons` of its closed form, relative to that entry; zeros exactly.
void check_entries(const Matrix& got, const Matrix& exact, double epsilons) {
  REQUIRE(got.size() == exact.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CHECK_MESSAGE(std::fabs(got[i] - exact[i]) <= epsilons * kEpsilon * std::fabs(exact[i]),
                  "entry " << i << ": " << got[i] << " for " << exact[i]);
  }
}

TEST_CASE("expm: of nothing and of zero") {
  CHECK(expm(std::span<const double>{}, 0).empty());
  CHECK(expm(Matrix{0, 0, 0, 0}, 2) == Matrix{1, 0, 0, 1});
}

TEST_CASE("expm: a diagonal decays entry by entry, slow beside fast") {
  // The condition of e^x is |x|, hence the factor for the fast entries.
  for (const double fast : {-0.1, -1.0, -7.0, -40.0, -300.0}) {
    const Matrix a{fast, 0, 0, 0, -0.001, 0, 0, 0, 0.25};
    const Matrix exact{std::exp(fast), 0, 0, 0, std::exp(-0.001), 0, 0, 0, std::exp(0.25)};
    check_entries(expm(a, 3), exact, 4 + 4 * std::fabs(fast));
  }
}

TEST_CASE("expm: a slow decay keeps its bits beside a very fast one") {
  const Matrix got = expm(Matrix{-100000, 0, 0, -0.001}, 2);
  CHECK(std::fabs(got[3] - std::exp(-0.001)) <= kEpsilon);
  CHECK(got[0] == 0);
}

TEST_CASE("expm: a nilpotent matrix gives its finite series") {
  const Matrix a{0, 2, 3, 0, 0, 5, 0, 0, 0};
  check_entries(expm(a, 3), {1, 2, 8, 0, 1, 5, 0, 0, 1}, 4);
}

TEST_CASE("expm: a skew matrix rotates") {
  for (const double angle : {0.01, 1.0, 3.0, 20.0}) {
    const Matrix got = expm(Matrix{0, -angle, angle, 0}, 2);
    const Matrix exact{std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle)};
    for (std::size_t i = 0; i < 4; ++i) {
      // Against 1, the length of the rows; squaring adds up what an angle above 5 is halved by.
      CHECK(std::fabs(got[i] - exact[i]) <= (4 + 2 * angle) * kEpsilon);
    }
  }
}

TEST_CASE("expm: equal time constants, where eigenvectors coincide") {
  // An alpha synapse: g' = -g/tau + h, h' = -h/tau; g(t) = h(0) t e^(-t/tau).
  for (const double step : {0.001, 0.1, 1.0, 12.0}) {
    const double tau = 2;
    const double decay = std::exp(-step / tau);
    const Matrix a{-step / tau, step, 0, -step / tau};
    check_entries(expm(a, 2), {decay, step * decay, 0, decay}, 8 + 4 * step);
  }
}

TEST_CASE("expm: a current that charges a membrane") {
  // I' = -I/s, V' = -V/m + I: V(t) = I(0) (e^(-t/s) - e^(-t/m)) / (1/m - 1/s).
  const double s = 5;
  const double m = 20;
  for (const double step : {0.1, 1.0, 50.0}) {
    const double condition = step / s;
    const double charged = (std::expm1(-step / s) - std::expm1(-step / m)) / (1 / m - 1 / s);
    const Matrix got = expm(Matrix{-step / s, 0, step, -step / m}, 2);
    check_entries(got, {std::exp(-step / s), 0, charged, std::exp(-step / m)}, 8 + 8 * condition);
  }
}

TEST_CASE("expm: e^A e^-A is the identity") {
  const Matrix a{0.3, -1.2, 0.7, 2.1, -0.4, 0.2, -0.9, 0.5, 1.1};
  Matrix b = a;
  for (double& value : b)
    value = -value;
  const Matrix x = expm(a, 3);
  const Matrix y = expm(b, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = i == j ? -1 : 0;
      for (std::size_t k = 0; k < 3; ++k)
        sum += x[i * 3 + k] * y[k * 3 + j];
      CHECK(std::fabs(sum) <= 1e-13);
    }
  }
}

TEST_CASE("expm: f32 is f64 rounded") {
  const std::vector<float> got = expm(std::vector<float>{-0.5F, 0.25F, 0, -2}, 2);
  const Matrix wide = expm(Matrix{-0.5, 0.25, 0, -2}, 2);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(got[i] == static_cast<float>(wide[i]));
}

TEST_CASE("expm: what is not finite or cannot be scaled gives NaN everywhere") {
  for (const double value : {std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity(), -1e300}) {
    const Matrix got = expm(Matrix{1, value, 0, 1}, 2);
    CHECK(std::ranges::all_of(got, [](double x) { return std::isnan(x); }));
  }
}

}  // namespace
}  // namespace snn::math
