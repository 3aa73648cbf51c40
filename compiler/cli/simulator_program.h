#pragma once
// The program of stand-alone simulators, as it lies inside this one.

#include <cstddef>
#include <span>

namespace snn::cli {

/// An executable of `runtime/simulator` without a payload.
[[nodiscard]] std::span<const std::byte> simulator_program();

}  // namespace snn::cli
