#pragma once
// A kernel as text, with the names of rows at hand.

#include "compiler/ir/program.h"
#include "compiler/ir/text/spelling.h"

#include <string>

namespace snn::ir {

[[nodiscard]] std::string print_kernel(const Program& program, KernelId kernel,
                                       const RowNames& names);

}  // namespace snn::ir
