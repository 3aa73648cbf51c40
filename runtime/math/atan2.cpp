#include "runtime/math/atan2.h"

#include "runtime/math/atan2_formula.h"

namespace snn::math {

double atan2(double y, double x) {
  return atan2_of(y, x);
}

float atan2(float y, float x) {
  return static_cast<float>(atan2(static_cast<double>(y), static_cast<double>(x)));
}

}  // namespace snn::math
