#pragma once
// Numbers of any width, read and written as doubles: for people and the script, not for kernels.

#include "runtime/blueprint/entities.h"

#include <cstddef>
#include <cstdint>

namespace snn::state {

using blueprint::Scalar;

/// 0 for `Real`, which nothing that runs has.
[[nodiscard]] std::size_t bytes_of(Scalar type);
[[nodiscard]] double read_scalar(Scalar type, const void* memory, std::uint64_t at);
/// Whole numbers: towards zero, saturating, NaN to 0.
void write_scalar(Scalar type, void* memory, std::uint64_t at, double value);

}  // namespace snn::state
