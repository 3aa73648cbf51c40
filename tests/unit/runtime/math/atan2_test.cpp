#include "runtime/math/atan2.h"

#include "tests/unit/runtime/math/accuracy.h"

namespace snn::math {
namespace {

template <Real F>
void check_points(const char* name, const std::vector<F>& ys, const std::vector<F>& xs) {
  double worst = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < ys.size(); ++i) {
    const F x = xs[i % xs.size()];
    const double ulp = oracle::ulp_error(atan2(ys[i], x), oracle::atan2(ys[i], x));
    if (ulp > worst) {
      worst = ulp;
      at = i;
    }
  }
  INFO(name << (sizeof(F) == 8 ? " f64" : " f32") << ": worst " << worst << " ulp at " << ys[at]
            << ", " << xs[at % xs.size()]);
  CHECK(worst <= kPromisedUlp);
}

TEST_CASE_TEMPLATE("atan2: within 2 ulp all around", F, double, float) {
  check_points<F>("around", inputs::dense<F>(-3, 3, 20011), inputs::dense<F>(-2, 2, 9973));
}

TEST_CASE_TEMPLATE("atan2: within 2 ulp for coordinates of any size", F, double, float) {
  check_points<F>("any size", inputs::everything<F>(20011), inputs::everything<F>(9973));
}

TEST_CASE_TEMPLATE("atan2: zeros, infinities and NaN as IEEE 754 says", F, double, float) {
  for (const F y : inputs::special<F>())
    check_points<F>("special", std::vector<F>(inputs::special<F>().size(), y),
                    inputs::special<F>());
}

}  // namespace
}  // namespace snn::math
