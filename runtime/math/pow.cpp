#include "runtime/math/pow.h"

#include "runtime/math/pow_formula.h"

namespace snn::math {

double pow(double x, double y) {
  return pow_of(x, y);
}
float pow(float x, float y) {
  return pow_of(x, y);
}

}  // namespace snn::math
