#include "tests/unit/runtime/math/oracle.h"

extern "C" {
snn::math::oracle::Quad expf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad expm1f128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad logf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad log1pf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad sinf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad cosf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad tanhf128(snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad powf128(snn::math::oracle::Quad, snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad atan2f128(snn::math::oracle::Quad, snn::math::oracle::Quad) noexcept;
snn::math::oracle::Quad ldexpf128(snn::math::oracle::Quad, int) noexcept;
int ilogbf128(snn::math::oracle::Quad) noexcept;
}

namespace snn::math::oracle {

Quad exp(Quad x) {
  return expf128(x);
}
Quad expm1(Quad x) {
  return expm1f128(x);
}
Quad log(Quad x) {
  return logf128(x);
}
Quad log1p(Quad x) {
  return log1pf128(x);
}
Quad sin(Quad x) {
  return sinf128(x);
}
Quad cos(Quad x) {
  return cosf128(x);
}
Quad tanh(Quad x) {
  return tanhf128(x);
}
Quad atan2(Quad y, Quad x) {
  return atan2f128(y, x);
}
Quad pow(Quad x, Quad y) {
  return powf128(x, y);
}

Quad sigmoid(Quad x) {
  return 1 / (1 + expf128(-x));
}

Quad linoid(Quad x) {
  if (x == 0) return 1;
  // Written with e^x below 0, where e^-x may be infinite.
  return x < -10000 ? 0 : x / -expm1f128(-x);
}

Quad phi(Quad z) {
  return z == 0 ? 1 : expm1f128(z) / z;
}

int exponent_of(Quad x) {
  return ilogbf128(x);
}
Quad power_of_two(int n) {
  return ldexpf128(1, n);
}

}  // namespace snn::math::oracle
