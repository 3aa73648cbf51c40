#include "runtime/math/linoid.h"

#include "runtime/math/linoid_formula.h"

namespace snn::math {

double linoid(double x) {
  return linoid_of(x);
}
float linoid(float x) {
  return linoid_of(x);
}

double phi(double x) {
  return phi_of(x);
}
float phi(float x) {
  return phi_of(x);
}

}  // namespace snn::math
