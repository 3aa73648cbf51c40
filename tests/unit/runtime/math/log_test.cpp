#include "runtime/math/log.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
std::vector<F> arguments() {
  return inputs::joined(inputs::joined(inputs::dense<F>(F{-63} / 64, 4, 20000),
                                       inputs::dense<F>(F{0.875}, F{1.125}, 5000)),
                        inputs::everything<F>(10000));
}

TEST_CASE_TEMPLATE("log: within 2 ulp for every positive float, NaN below 0", F, double, float) {
  check_accuracy<F>("log", arguments<F>(), [](F x) { return log(x); }, oracle::log);
}

TEST_CASE_TEMPLATE("log1p: within 2 ulp from -1 up, NaN below", F, double, float) {
  check_accuracy<F>("log1p", arguments<F>(), [](F x) { return log1p(x); }, oracle::log1p);
}

TEST_CASE_TEMPLATE("log1p: near -1, where little is left of 1 + x", F, double, float) {
  std::vector<F> near;
  for (const F gap : inputs::any_size<F>(std::numeric_limits<F>::epsilon() / 2, F{0.125}, 5000)) {
    near.push_back(gap - 1);
  }
  check_accuracy<F>("log1p", near, [](F x) { return log1p(x); }, oracle::log1p);
}

}  // namespace
}  // namespace snn::math
