#include "runtime/math/powers.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

/// Bases whose power n/2 spans the whole range of the format, and everyday ones.
template <Real F>
std::vector<F> bases(int halves) {
  const F range = F{std::numeric_limits<F>::max_exponent} * F{2.125} / std::fabs(F(halves));
  std::vector<F> values = inputs::dense<F>(F{0.25}, 4, 300);
  for (std::uint64_t i = 0; i < 300; ++i) {
    const F base = std::exp2((inputs::unit<F>(i) * 2 - 1) * range);
    if (is_finite(base) && base > 0) values.push_back(base);
  }
  return values;
}

TEST_CASE_TEMPLATE("pow_int: within 2 ulp for every exponent", F, double, float) {
  double worst = 0;
  for (const int n : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 31, 100, 1000, 12345}) {
    for (const int exponent : {n, -n}) {
      const std::vector<F> values =
          inputs::joined(inputs::with_negatives(bases<F>(2 * n)), inputs::special<F>());
      for (const F x : values) {
        const double ulp = oracle::ulp_error(pow_int(x, exponent), oracle::pow(x, exponent));
        CHECK_MESSAGE(ulp <= kPromisedUlp, x << "^" << exponent);
        worst = std::max(worst, ulp);
      }
    }
  }
  MESSAGE("pow_int " << (sizeof(F) == 8 ? "f64" : "f32") << ": worst " << worst << " ulp");
}

TEST_CASE_TEMPLATE("pow_half: within 2 ulp for every exponent", F, double, float) {
  double worst = 0;
  for (const int n : {1, 3, 5, 7, 9, 11, 15, 31, 101, 1001}) {
    for (const int halves : {n, -n}) {
      for (const F x : bases<F>(n)) {
        const double ulp =
            oracle::ulp_error(pow_half(x, halves), oracle::pow(x, oracle::Quad(halves) / 2));
        CHECK_MESSAGE(ulp <= kPromisedUlp, x << "^(" << halves << "/2)");
        worst = std::max(worst, ulp);
      }
    }
  }
  MESSAGE("pow_half " << (sizeof(F) == 8 ? "f64" : "f32") << ": worst " << worst << " ulp");
}

TEST_CASE_TEMPLATE("pow_int, pow_half: within 2 ulp where many products end subnormal", F, double,
                   float) {
  using Limits = std::numeric_limits<F>;
  double worst = 0;
  for (const int n : {5, 9, 64, 101, 127, 1001, 2001, 24691}) {
    for (const int halves : {n, -n}) {
      for (std::uint64_t i = 0; i < 400; ++i) {
        // The result is spread from a little above the normal range to below the subnormal one.
        const F low = F{Limits::min_exponent} - F{Limits::digits} - 2;
        const F log2 = low + inputs::unit<F>(i) * (F{Limits::digits} + 6);
        const F x = std::exp2(log2 * 2 / static_cast<F>(halves));
        const double ulp =
            oracle::ulp_error(pow_half(x, halves), oracle::pow(x, oracle::Quad(halves) / 2));
        CHECK_MESSAGE(ulp <= kPromisedUlp, x << "^(" << halves << "/2)");
        worst = std::max(worst, ulp);
      }
    }
  }
  MESSAGE("subnormal powers " << (sizeof(F) == 8 ? "f64" : "f32") << ": worst " << worst << " ulp");
}

TEST_CASE_TEMPLATE("pow_int: the zeroth power is 1, the lowest exponent works", F, double, float) {
  constexpr std::int32_t kLowest = std::numeric_limits<std::int32_t>::min();
  CHECK(pow_int(kNan<F>, 0) == 1);
  CHECK(pow_int(F{0}, 0) == 1);
  CHECK(pow_int(F{2}, kLowest) == 0);
  CHECK(pow_int(F{-0.5}, kLowest) == kInfinity<F>);
  CHECK(pow_int(F{1}, kLowest) == 1);
}

TEST_CASE_TEMPLATE("pow_half: zeros count as +0, negative bases are NaN", F, double, float) {
  for (const int halves : {1, 3, 5, 7}) {
    CHECK(bits_of(pow_half(-F{0}, halves)) == 0);
    CHECK(pow_half(-F{0}, -halves) == kInfinity<F>);
    CHECK(pow_half(kInfinity<F>, halves) == kInfinity<F>);
    CHECK(pow_half(kInfinity<F>, -halves) == 0);
    CHECK(std::isnan(pow_half(F{-2}, halves)));
    CHECK(std::isnan(pow_half(-kInfinity<F>, halves)));
    CHECK(std::isnan(pow_half(-kInfinity<F>, -halves)));
    CHECK(std::isnan(pow_half(kNan<F>, -halves)));
  }
  CHECK(pow_half(F{-2}, 4) == 4);
}

TEST_CASE_TEMPLATE("sqrt: correctly rounded", F, double, float) {
  CHECK(sqrt(F{2}) == static_cast<F>(1.41421356237309504880));
  CHECK(std::isnan(sqrt(F{-1})));
}

}  // namespace
}  // namespace snn::math
