#pragma once
// Runs kernels over one part of their domain.

#include "runtime/exec/network.h"
#include "runtime/exec/plan.h"

#include <cstddef>
#include <cstdint>

namespace snn::exec {

/// `delay`: of arrivals at cells. `set_step` was called.
void launch(Network& network, std::size_t part, const Call& call, CallPlace place);
/// Runs row kernels over the spikes that arrive in this step.
void deliver(Network& network, std::size_t part, const Arrivals& arrivals, std::uint32_t action);

}  // namespace snn::exec
