#include "runtime/math/trig.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
std::vector<F> arguments() {
  return inputs::joined(
      inputs::joined(inputs::dense<F>(-8, 8, 15000), inputs::dense<F>(-0x1p20, 0x1p20, 15000)),
      inputs::everything<F>(5000));
}

/// Floats next to multiples of a quarter turn, where the reduction cancels most.
template <Real F>
std::vector<F> near_quarter_turns() {
  std::vector<F> values;
  for (int k = 1; k < 667544; k += 97) {
    const auto x = static_cast<F>(k * 1.5707963267948966);
    values.insert(values.end(), {std::nextafter(x, F{0}), x, std::nextafter(x, kInfinity<F>)});
  }
  return values;
}

TEST_CASE_TEMPLATE("sin: within 2 ulp at any size of the angle", F, double, float) {
  check_accuracy<F>("sin", arguments<F>(), [](F x) { return sin(x); }, oracle::sin);
}

TEST_CASE_TEMPLATE("cos: within 2 ulp at any size of the angle", F, double, float) {
  check_accuracy<F>("cos", arguments<F>(), [](F x) { return cos(x); }, oracle::cos);
}

TEST_CASE_TEMPLATE("sin, cos: within 2 ulp next to multiples of a quarter turn", F, double, float) {
  const std::vector<F> angles = near_quarter_turns<F>();
  check_accuracy<F>("sin", angles, [](F x) { return sin(x); }, oracle::sin);
  check_accuracy<F>("cos", angles, [](F x) { return cos(x); }, oracle::cos);
}

TEST_CASE("sin: the double closest to a multiple of a quarter turn keeps its bits") {
  // 6381956970095103·2^797 lies 2.98e-19 from one: the worst case of the format.
  const double worst = 6381956970095103.0 * 0x1p797;
  CHECK(oracle::ulp_error(sin(worst), oracle::sin(worst)) <= kPromisedUlp);
  CHECK(oracle::ulp_error(cos(worst), oracle::cos(worst)) <= kPromisedUlp);
}

}  // namespace
}  // namespace snn::math
