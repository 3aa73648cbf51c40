#include "runtime/random/distributions.h"

#include <doctest/doctest.h>

#include <cmath>

namespace snn::random {
namespace {

TEST_CASE("normal quantile: the distribution function takes it back") {
  // The distribution function is steep in the tails, so compare there relative to the tail.
  for (int exponent = 1; exponent <= 300; exponent += 3) {
    const double p = std::pow(10.0, -exponent);
    const double x = normal_quantile(p);
    const double back = 0.5 * std::erfc(-x / std::sqrt(2.0));
    // d log Phi/dx is about |x| in the tail: an ulp of x costs x^2 ulps of p.
    CHECK(std::abs(back / p - 1) < 1e-15 * (4 + 4 * x * x));
  }
  for (double p = 0.001; p < 0.999; p += 0.001) {
    const double x = normal_quantile(p);
    CHECK(std::abs(0.5 * std::erfc(-x / std::sqrt(2.0)) - p) < 4e-16);
  }
}

TEST_CASE("normal quantile: it is odd around one half") {
  for (const double p : {0.25, 0.0625, 0.00390625}) {
    CHECK(normal_quantile(1 - p) == -normal_quantile(p));
  }
  CHECK(normal_quantile(0.5) == 0);
}

TEST_CASE("unit interval: both ends are excluded") {
  constexpr Word kOnes = 0xffffffff;
  CHECK(unit_of(0) > 0);
  CHECK(unit_of(kOnes) < 1);
  CHECK(unit_of(0, 0) > 0);
  CHECK(unit_of(kOnes, kOnes) < 1);
  CHECK(std::isfinite(normal_of(0)));
  CHECK(normal_of(kOnes) == -normal_of(0));
}

}  // namespace
}  // namespace snn::random
