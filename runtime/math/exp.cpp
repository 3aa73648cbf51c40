#include "runtime/math/exp.h"

#include "runtime/math/exp_formula.h"

namespace snn::math {

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
