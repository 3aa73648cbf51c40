#pragma once
// The lowering room's door: a checked model, its network plan and the arithmetic of its equations
// become one program of the IR.

#include "compiler/diag/diagnostic.h"
#include "compiler/equations/update.h"
#include "compiler/ir/program.h"
#include "compiler/model/program.h"
#include "compiler/network/plan.h"
#include "compiler/source/source.h"
#include "compiler/support/ids.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace snn::lower {

/// How the equations of one component are integrated where it is used.
struct Integration {
  equations::UpdatePlan update;
  equations::SteadyPlan steady;
};
struct Arithmetic {
  IdVector<network::PopulationId, Integration> cells;
  /// Of each projection: the synapse, then its rules.
  IdVector<network::ProjectionId, std::vector<Integration>> edges;
};

/// The `##` comment of what is declared at a place; may be empty.
using Documentation = std::function<std::string(source::SourceSpan)>;

/// The program at level Ideal; nothing when something in it cannot be run yet, which is reported.
[[nodiscard]] std::optional<ir::Program> to_ir(model::Program& model, const network::Plan& network,
                                               const Arithmetic& arithmetic,
                                               const source::SourceManager& sources,
                                               const Documentation& documentation,
                                               diag::Diagnostics& diags);

}  // namespace snn::lower
