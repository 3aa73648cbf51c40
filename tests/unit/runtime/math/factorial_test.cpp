#include "runtime/math/factorial.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

namespace snn::math {
namespace {

TEST_CASE("log_factorial: the logarithm of the gamma function of the C library") {
  for (double k = 0; k < 400; ++k) {
    CHECK(std::abs(log_factorial(k) - std::lgamma(k + 1)) <= 1e-12 * (1 + std::lgamma(k + 1)));
  }
  for (const double k : {1e4, 1e7, 1e12}) {
    CHECK(log_factorial(k) == doctest::Approx(std::lgamma(k + 1)).epsilon(1e-14));
  }
}

TEST_CASE("log_choose: Pascal's triangle") {
  CHECK(std::exp(log_choose(5, 2)) == doctest::Approx(10));
  CHECK(std::exp(log_choose(40, 20)) == doctest::Approx(137846528820.0).epsilon(1e-11));
  CHECK(log_choose(7, 0) == 0);
}

}  // namespace
}  // namespace snn::math
