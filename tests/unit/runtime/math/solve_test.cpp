#include "runtime/math/solve.h"

#include "tests/unit/runtime/math/inputs.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace snn::math {
namespace {

TEST_CASE_TEMPLATE("solve: a system whose solution is known exactly", F, double, float) {
  std::array<F, 9> a{2, 1, 1, 4, -6, 0, -2, 7, 2};
  std::array<F, 3> b{5, -2, 9};
  REQUIRE(solve(a, b, 3));
  CHECK(b == std::array<F, 3>{1, 1, 2});
}

TEST_CASE_TEMPLATE("solve: a zero on the diagonal is pivoted away", F, double, float) {
  std::array<F, 4> a{0, 2, 3, 0};
  std::array<F, 2> b{4, 9};
  REQUIRE(solve(a, b, 2));
  CHECK(b == std::array<F, 2>{3, 2});
}

TEST_CASE_TEMPLATE("solve: a tiny pivot does not swamp the rest", F, double, float) {
  const F tiny = std::numeric_limits<F>::epsilon() / 1024;
  std::array<F, 4> a{tiny, 1, 1, 1};
  std::array<F, 2> b{1, 2};
  REQUIRE(solve(a, b, 2));
  CHECK(std::fabs(b[0] - 1) <= 2 * std::numeric_limits<F>::epsilon());
  CHECK(std::fabs(b[1] - 1) <= 2 * std::numeric_limits<F>::epsilon());
}

TEST_CASE_TEMPLATE("solve: several right-hand sides at once give an inverse", F, double, float) {
  std::array<F, 4> a{4, 7, 2, 6};
  std::array<F, 4> b{1, 0, 0, 1};
  REQUIRE(solve(a, b, 2));
  const std::array<double, 4> inverse{0.6, -0.7, -0.2, 0.4};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::fabs(static_cast<double>(b[i]) - inverse[i]) <=
          4 * static_cast<double>(std::numeric_limits<F>::epsilon()));
  }
}

TEST_CASE("solve: the residual of random systems is a few rounding errors") {
  for (std::size_t n = 1; n <= 24; ++n) {
    std::vector<double> a(n * n);
    for (std::size_t i = 0; i < a.size(); ++i)
      a[i] = inputs::unit<double>(1000 * n + i) - 0.5;
    const std::vector<double> b(n, 1.0);
    std::vector<double> used = a;
    std::vector<double> x = b;
    REQUIRE(solve(used, x, n));
    for (std::size_t i = 0; i < n; ++i) {
      double residual = -b[i];
      double size = 1;
      for (std::size_t j = 0; j < n; ++j) {
        residual = std::fma(a[i * n + j], x[j], residual);
        size += std::fabs(a[i * n + j] * x[j]);
      }
      // Partial pivoting is backward stable: n·epsilon relative to the terms that were added.
      CHECK(std::fabs(residual) <= 10 * static_cast<double>(n) * size * 0x1p-52);
    }
  }
}

TEST_CASE_TEMPLATE("solve: says when there is no solution", F, double, float) {
  std::array<F, 1> b1{1};
  std::array<F, 2> b2{1, 1};
  std::array<F, 1> zero{0};
  CHECK_FALSE(solve(zero, b1, 1));
  std::array<F, 4> dependent{1, 2, 2, 4};
  CHECK_FALSE(solve(dependent, b2, 2));
  std::array<F, 4> unknown{1, std::numeric_limits<F>::quiet_NaN(), 1, 1};
  CHECK_FALSE(solve(unknown, b2, 2));
}

TEST_CASE("solve: nothing to solve is solved") {
  CHECK(solve(std::span<double>{}, {}, 0));
}

}  // namespace
}  // namespace snn::math
