#pragma once
// The rows of kernels in a program: which are run by anything, and taking out those that are not.

#include "compiler/ir/program.h"

#include <set>

namespace snn::passes {

/// Kernels that the schedule, the script, a rule of connections or anything else names.
[[nodiscard]] std::set<ir::KernelId> kernels_in_use(const ir::Program& program);

/// Takes the rows out; whatever names one behind them names its new position.
void drop_kernels(ir::Program& program, const std::set<ir::KernelId>& dropped);

}  // namespace snn::passes
