#pragma once
// What the cells of a population do in a step, one kernel a phase: flow, arrivals, threshold,
// reset.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <vector>

namespace snn::lower {

/// Kernels in the order of the phases of grammar/LANGUAGE.md, 15.1.
struct CellSteps {
  KernelId flow = KernelId::none;       // (2) all equations
  KernelId arrivals = KernelId::none;   // (3) handlers of ports, then the jumps of trains
  KernelId threshold = KernelId::none;  // (4) `every`, `when`, then the spike condition
  KernelId reset = KernelId::none;      // (6) reset blocks, then the jumps of `self`
};

/// What the cells do at once when an event is heard: handlers, then jumps; or nothing.
[[nodiscard]] KernelId write_cell_event(Workspace& work, Numbers& numbers, network::PopulationId id,
                                        const Event& event);

[[nodiscard]] CellSteps write_cell_steps(Workspace& work, Numbers& numbers,
                                         network::PopulationId id);

}  // namespace snn::lower
