#pragma once
// The largest error of a function over some arguments, asserted and printed.

#include "tests/unit/runtime/math/inputs.h"
#include "tests/unit/runtime/math/oracle.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace snn::math {

/// What every function of this room promises.
inline constexpr double kPromisedUlp = 2;

struct Worst {
  double ulp = 0;
  double at = 0;
};

template <Real F, typename Function, typename Exact>
[[nodiscard]] Worst worst_of(const std::vector<F>& arguments, Function function, Exact exact) {
  Worst worst;
  for (const F x : arguments) {
    const double ulp = oracle::ulp_error(function(x), exact(static_cast<oracle::Quad>(x)));
    if (ulp > worst.ulp) worst = {.ulp = ulp, .at = static_cast<double>(x)};
  }
  return worst;
}

template <Real F, typename Function, typename Exact>
void check_accuracy(const std::string& name, const std::vector<F>& arguments, Function function,
                    Exact exact) {
  const Worst worst = worst_of(arguments, function, exact);
  const std::string format = sizeof(F) == sizeof(double) ? "f64" : "f32";
  MESSAGE(name << " " << format << ": worst " << worst.ulp << " ulp at " << worst.at);
  CHECK_MESSAGE(worst.ulp <= kPromisedUlp, name << " at " << worst.at);
}

}  // namespace snn::math
