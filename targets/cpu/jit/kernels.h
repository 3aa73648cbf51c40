#pragma once
// The kernels of a program as functions in this process.

#include "compiler/ir/program.h"
#include "compiler/support/result.h"
#include "runtime/abi/kernel_call.h"
#include "runtime/abi/snn_abi.h"
#include "runtime/exec/kernels.h"
#include "targets/cpu/object/compile.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace snn::cpu {

class CompiledKernels final : public exec::Kernels {
 public:
  /// Loads the object files of a program with this many kernels.
  [[nodiscard]] static Result<std::unique_ptr<CompiledKernels>> load(
      std::span<const std::string> objects, std::size_t n_kernels);
  /// Compiles and loads.
  [[nodiscard]] static Result<std::unique_ptr<CompiledKernels>> of(const ir::Program& program,
                                                                   const CompileOptions& options);
  ~CompiledKernels() override;

  SNN_CALLS_KERNELS void run(blueprint::KernelId kernel,
                             const snn_kernel_args& args) const override {
    functions_[blueprint::index_of(kernel)](&args);
  }

 private:
  struct Session;

  CompiledKernels();

  std::unique_ptr<Session> session_;
  std::vector<snn_kernel> functions_;
};

}  // namespace snn::cpu
