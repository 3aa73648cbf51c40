#pragma once
// A plan as text: what `snn dump --stage=network` shows.

#include "compiler/network/plan.h"

#include <string>

namespace snn::network {

/// One table for each kind of row. Numbers are in internal units; beside an expression stands what
/// it comes to at the declared values.
[[nodiscard]] std::string print(const model::Program& program, const Plan& plan);

}  // namespace snn::network
