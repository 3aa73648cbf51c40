#pragma once
// The phase response of cells: how much a short pulse shifts their next spike, measured in runs of
// its own (MEASURES.md).

#include "runtime/exec/engine.h"
#include "runtime/measure/cells.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace snn::host {

/// A network that is set up and has not run; null when that is impossible.
using FreshNetwork = std::function<std::unique_ptr<exec::Engine>()>;

/// Into how many phases the time between two spikes is cut.
inline constexpr int kPhases = 20;

/// In ms, cell by cell and phase by phase; positive when the spike comes earlier. `field` is the
/// input that is pushed, by `amount`. NaN of a cell that does not fire often enough.
[[nodiscard]] std::vector<double> phase_response(const measure::CellSet& cells,
                                                 blueprint::FieldId field, double amount,
                                                 const FreshNetwork& fresh,
                                                 const std::atomic<bool>* stop);

}  // namespace snn::host
