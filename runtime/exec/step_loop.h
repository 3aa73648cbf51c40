#pragma once
// The steps themselves.

#include "runtime/exec/network.h"

#include <cstdint>

namespace snn::exec {

/// Steps `begin` to `end`, not included, by all active threads.
void run_steps(Network& network, std::int64_t begin, std::int64_t end);

}  // namespace snn::exec
