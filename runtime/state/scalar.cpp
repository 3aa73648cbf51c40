#include "runtime/state/scalar.h"

#include "runtime/math/convert.h"

namespace snn::state {

std::size_t bytes_of(Scalar type) {
  switch (type) {
    case Scalar::Bool: return 1;
    case Scalar::I32:
    case Scalar::F32: return 4;
    case Scalar::I64:
    case Scalar::F64: return 8;
    case Scalar::Real: return 0;
  }
  return 0;
}

double read_scalar(Scalar type, const void* memory, std::uint64_t at) {
  switch (type) {
    case Scalar::Bool: return static_cast<const std::uint8_t*>(memory)[at] != 0 ? 1 : 0;
    case Scalar::I32: return static_cast<const std::int32_t*>(memory)[at];
    case Scalar::I64: return static_cast<double>(static_cast<const std::int64_t*>(memory)[at]);
    case Scalar::F32: return static_cast<double>(static_cast<const float*>(memory)[at]);
    case Scalar::F64: return static_cast<const double*>(memory)[at];
    case Scalar::Real: return 0;
  }
  return 0;
}

void write_scalar(Scalar type, void* memory, std::uint64_t at, double value) {
  switch (type) {
    case Scalar::Bool: static_cast<std::uint8_t*>(memory)[at] = value != 0 ? 1 : 0; return;
    case Scalar::I32: static_cast<std::int32_t*>(memory)[at] = math::to_i32(value); return;
    case Scalar::I64: static_cast<std::int64_t*>(memory)[at] = math::to_i64(value); return;
    case Scalar::F32: static_cast<float*>(memory)[at] = static_cast<float>(value); return;
    case Scalar::F64: static_cast<double*>(memory)[at] = value; return;
    case Scalar::Real: return;
  }
}

}  // namespace snn::state
