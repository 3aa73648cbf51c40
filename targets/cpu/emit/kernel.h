#pragma once
// One kernel as a function `void (const snn_kernel_args*)`: the loop over its domain.

#include "compiler/ir/program.h"

#include <string>

namespace llvm {
class Module;
}  // namespace llvm

namespace snn::cpu {

/// The name of a kernel's function in the object.
[[nodiscard]] std::string symbol_of(ir::KernelId kernel);

/// `width`: how many cells are computed at once where the domain allows it: 1, 2, 4, 8, 16.
void write_kernel(const ir::Program& program, ir::KernelId kernel, unsigned width,
                  bool has_masked_moves, llvm::Module& module);

}  // namespace snn::cpu
