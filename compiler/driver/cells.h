#pragma once
// The tree that the cells of a population are, and where the network connects to it.

#include "compiler/diag/diagnostic.h"
#include "compiler/equations/plan.h"
#include "compiler/morphology/join.h"
#include "compiler/network/plan.h"

#include <optional>

namespace snn::driver {

/// None for cells without cables, unless they are to be solved as a tree; and where something is
/// wrong, which is reported.
[[nodiscard]] std::optional<equations::CellOnTree> cell_of(
    const model::Program& program, const network::Plan& plan, network::PopulationId id,
    const equations::Options& options, const morphology::ReadFile& read, diag::Diagnostics& diags);
/// The same of a model at its declared values, to which nothing connects.
[[nodiscard]] std::optional<equations::CellOnTree> cell_of(const model::Program& program,
                                                           model::ComponentId component,
                                                           const equations::Options& options,
                                                           const morphology::ReadFile& read,
                                                           diag::Diagnostics& diags);

}  // namespace snn::driver
