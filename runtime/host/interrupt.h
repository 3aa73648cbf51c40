#pragma once
// Ctrl-C: the first ends a run in order, the second ends the program.

#include <atomic>

namespace snn::host {

/// From now on the signal raises this flag; `RunOptions::stop` takes it.
const std::atomic<bool>& stop_on_interrupt();

}  // namespace snn::host
