#pragma once
// The network room's door: from a checked model to the tables of one run.

#include "compiler/diag/diagnostic.h"
#include "compiler/network/plan.h"
#include "compiler/support/result.h"

#include <functional>
#include <string>

namespace snn::network {

/// Gives the bytes of a file that the text in `named_in` names, or why there are none: it does not
/// exist, lies where reading is not allowed …
using ReadFile =
    std::function<Result<std::string>(source::FileId named_in, const std::string& path)>;

/// Of an experiment or a test. What cannot be built is reported, with the values at which it fails.
[[nodiscard]] Plan elaborate(const model::Program& program, const model::ExperimentDef& experiment,
                             const ReadFile& read, diag::Diagnostics& diags);
/// Of a network by itself, at its declared values.
[[nodiscard]] Plan elaborate(const model::Program& program, model::NetworkId network,
                             const ReadFile& read, diag::Diagnostics& diags);

}  // namespace snn::network
