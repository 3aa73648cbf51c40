#pragma once
// How much memory this process may still take.

#include <cstdint>

namespace snn::exec {

/// What the machine has available without swapping, or what is left of this process's share of it
/// where it has a smaller one (a container's limit).
[[nodiscard]] std::uint64_t available_memory();

}  // namespace snn::exec
