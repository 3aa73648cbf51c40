#include "runtime/math/trig.h"

#include "runtime/math/trig_formula.h"

namespace snn::math {

double sin(double x) {
  return sin_of(x);
}
float sin(float x) {
  return sin_of(x);
}

double cos(double x) {
  return cos_of(x);
}
float cos(float x) {
  return cos_of(x);
}

}  // namespace snn::math
