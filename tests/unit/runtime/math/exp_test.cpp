#include "runtime/math/exp.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
std::vector<F> arguments() {
  const F range = sizeof(F) == sizeof(double) ? F{746} : F{105};
  return inputs::joined(
      inputs::joined(inputs::dense<F>(-range, range, 20000), inputs::dense<F>(-1, 1, 10000)),
      inputs::everything<F>(5000));
}

TEST_CASE_TEMPLATE("exp: within 2 ulp, to infinity and through the subnormals to 0", F, double,
                   float) {
  check_accuracy<F>("exp", arguments<F>(), [](F x) { return exp(x); }, oracle::exp);
}

TEST_CASE_TEMPLATE("expm1: within 2 ulp, near 0 too", F, double, float) {
  check_accuracy<F>("expm1", arguments<F>(), [](F x) { return expm1(x); }, oracle::expm1);
}

}  // namespace
}  // namespace snn::math
