#include "runtime/math/sigmoid.h"

#include "runtime/math/sigmoid_formula.h"

namespace snn::math {

double sigmoid(double x) {
  return sigmoid_of(x);
}
float sigmoid(float x) {
  return sigmoid_of(x);
}

double tanh(double x) {
  return tanh_of(x);
}
float tanh(float x) {
  return tanh_of(x);
}

}  // namespace snn::math
