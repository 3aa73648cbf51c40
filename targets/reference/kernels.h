#pragma once
// The kernels of a program, interpreted: element by element, instruction by instruction. What other
// targets compute must have the same bits.

#include "compiler/ir/program.h"
#include "runtime/exec/kernels.h"

namespace snn::reference {

class InterpretedKernels final : public exec::Kernels {
 public:
  /// `program` has no `real` numbers left; it must outlive the kernels.
  explicit InterpretedKernels(const ir::Program& program) : program_(program) {}

  void run(blueprint::KernelId kernel, const snn_kernel_args& args) const override;

 private:
  const ir::Program& program_;
};

}  // namespace snn::reference
