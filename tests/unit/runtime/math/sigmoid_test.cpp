#include "runtime/math/sigmoid.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
std::vector<F> arguments() {
  const F range = sizeof(F) == sizeof(double) ? F{750} : F{105};
  return inputs::joined(
      inputs::joined(inputs::dense<F>(-range, 40, 10000), inputs::dense<F>(-24, 24, 20000)),
      inputs::everything<F>(5000));
}

TEST_CASE_TEMPLATE("sigmoid: within 2 ulp, also where it is subnormal", F, double, float) {
  check_accuracy<F>("sigmoid", arguments<F>(), [](F x) { return sigmoid(x); }, oracle::sigmoid);
}

TEST_CASE_TEMPLATE("tanh: within 2 ulp, near 0 too", F, double, float) {
  check_accuracy<F>("tanh", arguments<F>(), [](F x) { return tanh(x); }, oracle::tanh);
}

TEST_CASE_TEMPLATE("sigmoid, tanh: flat at the infinities", F, double, float) {
  CHECK(sigmoid(kInfinity<F>) == 1);
  CHECK(bits_of(sigmoid(-kInfinity<F>)) == 0);
  CHECK(sigmoid(F{0}) == F{0.5});
  CHECK(tanh(kInfinity<F>) == 1);
  CHECK(tanh(-kInfinity<F>) == -1);
}

}  // namespace
}  // namespace snn::math
