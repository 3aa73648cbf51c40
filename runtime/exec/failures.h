#pragma once
// Which of the workers' failures is the first, whatever their number: by step, place in the step,
// then cell or synapse.

#include "runtime/exec/finite.h"
#include "runtime/exec/network.h"
#include "runtime/status/status.h"

namespace snn::exec {

/// Takes the failures of all workers, if there are any, and keeps the first in `network.failure`.
status::Status status_of_failure(Network& network);
/// Notes a state that is no number.
status::Status not_finite(Network& network, const NotFiniteAt& at);

}  // namespace snn::exec
