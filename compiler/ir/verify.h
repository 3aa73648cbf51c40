#pragma once
// Whether a program keeps the rules that IR.md states: types, single assignment, scopes, levels,
// and what a kernel of each domain may touch.

#include "compiler/ir/program.h"

#include <string>
#include <vector>

namespace snn::ir {

struct Violation {
  KernelId kernel = KernelId::none;
  InstId inst;  // none: the kernel or the program as a whole
  std::string text;
};

/// Empty when all is well. The first violation of an instruction hides its others.
[[nodiscard]] std::vector<Violation> verify(const Program& program);

/// One line each: `kernel E.step, fma: …`.
[[nodiscard]] std::string describe(const Program& program,
                                   const std::vector<Violation>& violations);

}  // namespace snn::ir
