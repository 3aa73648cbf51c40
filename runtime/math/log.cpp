#include "runtime/math/log.h"

#include "runtime/math/log_formula.h"

namespace snn::math {

double log(double x) {
  return log_of(x);
}
float log(float x) {
  return log_of(x);
}

double log1p(double x) {
  return log1p_of(x);
}
float log1p(float x) {
  return log1p_of(x);
}

}  // namespace snn::math
