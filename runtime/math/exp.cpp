#include "runtime/math/exp.h"

#include "runtime/math/exp_parts.h"

namespace snn::math {
namespace {

template <Real F>
F exp_of(F x) {
  const ReducedExponent<F> e = reduce_exponent(clamp(x, kExpLowest<F>, kExpHighest<F>));
  const F r = e.rest.high;
  const F mantissa = F{1} + std::fma(r * r, polynomial(Coefficients<F>::kExp, r), r);
  return scale(mantissa, e.n);
}

template <Real F>
F expm1_of(F x) {
  // e^-40 is far under the last bit of 1.
  const F argument = clamp(x, F{-40}, kExpHighest<F>);
  const Expm1Parts<F> e = expm1_parts(exp_parts(reduce_exponent(argument)));
  const F result = scale(e.value.high, e.n);
  // The sums inside turn -0 into +0.
  return x == 0 ? x : result;
}

}  // namespace

double exp(double x) {
  return exp_of(x);
}
float exp(float x) {
  return exp_of(x);
}

double expm1(double x) {
  return expm1_of(x);
}
float expm1(float x) {
  return expm1_of(x);
}

}  // namespace snn::math
