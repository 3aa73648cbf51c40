#pragma once
// A program as text: what `snn dump --stage=ir` shows and tests of passes compare. Parsing it gives
// the program back.

#include "compiler/ir/program.h"

#include <string>

namespace snn::ir {

[[nodiscard]] std::string print(const Program& program);

/// One kernel with its head.
[[nodiscard]] std::string print_kernel(const Program& program, KernelId kernel);

}  // namespace snn::ir
