#include "runtime/math/pow.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
struct Power {
  F base;
  F exponent;
};

template <Real F>
void check_powers(const std::string& name, const std::vector<Power<F>>& powers) {
  double worst = 0;
  Power<F> at{};
  for (const Power<F>& p : powers) {
    const double ulp = oracle::ulp_error(pow(p.base, p.exponent), oracle::pow(p.base, p.exponent));
    if (ulp > worst) {
      worst = ulp;
      at = p;
    }
  }
  MESSAGE(name << (sizeof(F) == 8 ? " f64" : " f32") << ": worst " << worst << " ulp at " << at.base
               << "^" << at.exponent);
  CHECK(worst <= kPromisedUlp);
}

TEST_CASE_TEMPLATE("pow: within 2 ulp over everyday bases and exponents", F, double, float) {
  std::vector<Power<F>> powers;
  powers.reserve(20000);
  for (std::uint64_t i = 0; i < 20000; ++i) {
    powers.push_back({.base = inputs::unit<F>(2 * i) * 10,
                      .exponent = (inputs::unit<F>(2 * i + 1) - F{0.5}) * 20});
  }
  check_powers("pow", powers);
}

TEST_CASE_TEMPLATE("pow: within 2 ulp for any base, results of any size", F, double, float) {
  using Limits = std::numeric_limits<F>;
  std::vector<Power<F>> powers;
  std::uint64_t i = 0;
  for (const F base : inputs::any_size<F>(Limits::denorm_min(), Limits::max(), 20000)) {
    // Exponents that spread the results over the whole range, its ends included.
    const F largest = F{Limits::max_exponent} * F{1.125};
    const F exponent = (inputs::unit<F>(++i) * 2 - 1) * largest / std::log2(base);
    if (is_finite(exponent)) powers.push_back({.base = base, .exponent = exponent});
  }
  check_powers("pow", powers);
}

TEST_CASE_TEMPLATE("pow: within 2 ulp next to 1 with huge exponents", F, double, float) {
  std::vector<Power<F>> powers;
  for (std::uint64_t i = 0; i < 10000; ++i) {
    const F base = 1 + (inputs::unit<F>(2 * i) - F{0.5}) * 0x1p-7F;
    const F exponent = (inputs::unit<F>(2 * i + 1) - F{0.5}) * 4096 / std::fabs(base - 1);
    if (is_finite(exponent)) powers.push_back({.base = base, .exponent = exponent});
  }
  check_powers("pow", powers);
}

TEST_CASE_TEMPLATE("pow: zeros, ones, infinities and NaN follow IEEE 754", F, double, float) {
  std::vector<F> values = inputs::joined(
      inputs::special<F>(), inputs::with_negatives<F>({F{3}, F{1.5}, F{1024}, F{1025},
                                                       2 / std::numeric_limits<F>::epsilon(),
                                                       1 / std::numeric_limits<F>::epsilon() + 1}));
  std::vector<Power<F>> powers;
  powers.reserve(values.size() * values.size());
  for (const F base : values) {
    for (const F exponent : values)
      powers.push_back({.base = base, .exponent = exponent});
  }
  check_powers("pow", powers);
}

}  // namespace
}  // namespace snn::math
