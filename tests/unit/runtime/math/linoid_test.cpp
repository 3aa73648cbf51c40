#include "runtime/math/linoid.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
std::vector<F> arguments() {
  const F range = sizeof(F) == sizeof(double) ? F{762} : F{116};
  return inputs::joined(
      inputs::joined(inputs::dense<F>(-range, range, 15000), inputs::dense<F>(-2, 2, 15000)),
      inputs::everything<F>(5000));
}

TEST_CASE_TEMPLATE("linoid: within 2 ulp, also at its singularity and far below 0", F, double,
                   float) {
  std::vector<F> finite;
  for (const F x : arguments<F>()) {
    if (is_finite(x)) finite.push_back(x);
  }
  check_accuracy<F>("linoid", finite, [](F x) { return linoid(x); }, oracle::linoid);
}

TEST_CASE_TEMPLATE("linoid: x far above 0, 0 far below", F, double, float) {
  CHECK(linoid(kInfinity<F>) == kInfinity<F>);
  CHECK(bits_of(linoid(-kInfinity<F>)) == 0);
  CHECK(std::isnan(linoid(kNan<F>)));
  CHECK(linoid(F{0}) == 1);
  CHECK(linoid(-F{0}) == 1);
}

TEST_CASE_TEMPLATE("phi: within 2 ulp, also at its singularity", F, double, float) {
  std::vector<F> finite;
  for (const F z : arguments<F>()) {
    if (is_finite(z)) finite.push_back(z);
  }
  check_accuracy<F>("phi", finite, [](F z) { return phi(z); }, oracle::phi);
}

TEST_CASE_TEMPLATE("phi: infinite above, 0 below", F, double, float) {
  CHECK(phi(kInfinity<F>) == kInfinity<F>);
  CHECK(phi(-kInfinity<F>) == 0);
  CHECK(std::isnan(phi(kNan<F>)));
  CHECK(phi(-F{0}) == 1);
}

}  // namespace
}  // namespace snn::math
