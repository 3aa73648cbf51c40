#pragma once
// From a blueprint to a network at time 0.

#include "runtime/exec/network.h"
#include "runtime/status/status.h"

#include <vector>

namespace snn::exec {

/// The Once kernels that compute sizes, delays and shared values.
status::Status derive_numbers(Network& network);
/// Everything from numbers to initial values.
status::Status set_up(Network& network);
/// Numbers and coefficients again; refuses new sizes.
status::Status derive_again(Network& network);
/// Rows in order, and the steps of spikes that are kept, after delays of edges changed.
status::Status delays_changed(Network& network, blueprint::ProjectionId projection);
/// A kernel between two steps, by all parts.
status::Status run_between_steps(Network& network, blueprint::KernelId kernel);

}  // namespace snn::exec
