#include "runtime/math/powers.h"

#include "runtime/math/powers_formula.h"

namespace snn::math {

double pow_int(double x, std::int32_t n) {
  return pow_int_of(x, n);
}
float pow_int(float x, std::int32_t n) {
  return pow_int_of(x, n);
}

double pow_half(double x, std::int32_t halves) {
  return pow_half_of(x, halves);
}
float pow_half(float x, std::int32_t halves) {
  return pow_half_of(x, halves);
}

}  // namespace snn::math
