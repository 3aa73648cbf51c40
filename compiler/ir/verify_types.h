#pragma once
// Whether one instruction is well formed: its operands, results, attribute and blocks by the table
// of ops, and what it may touch by the domain of its kernel.

#include "compiler/ir/program.h"

#include <string>

namespace snn::ir {

struct TypeCheck {
  const Program& program;
  const blueprint::KernelInfo& info;
  const Kernel& kernel;
  bool is_in_step = false;  // a step runs the kernel
};

/// Empty when nothing is wrong. All ids of values are in range.
[[nodiscard]] std::string problem_of(const TypeCheck& check, const Inst& inst);

}  // namespace snn::ir
