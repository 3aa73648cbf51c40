#include "targets/cpu/jit/kernels.h"

#include "targets/cpu/emit/kernel.h"

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>

#include <utility>

namespace snn::cpu {

struct CompiledKernels::Session {
  std::unique_ptr<llvm::orc::LLJIT> jit;
};

CompiledKernels::CompiledKernels() = default;
CompiledKernels::~CompiledKernels() = default;

Result<std::unique_ptr<CompiledKernels>> CompiledKernels::load(std::span<const std::string> objects,
                                                               std::size_t n_kernels) {
  const auto failed = [](llvm::Error error) {
    return Failure{"compiled code cannot be loaded: " + llvm::toString(std::move(error))};
  };
  llvm::InitializeNativeTarget();
  auto jit = llvm::orc::LLJITBuilder().create();
  if (!jit) return failed(jit.takeError());
  std::unique_ptr<CompiledKernels> kernels(new CompiledKernels);
  kernels->session_ = std::make_unique<Session>(Session{std::move(*jit)});
  llvm::orc::LLJIT& loader = *kernels->session_->jit;
  for (const std::string& object : objects) {
    if (llvm::Error error =
            loader.addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(object, "kernels")))
      return failed(std::move(error));
  }
  for (std::size_t i = 0; i < n_kernels; ++i) {
    auto address = loader.lookup(symbol_of(static_cast<ir::KernelId>(i)));
    if (!address) return failed(address.takeError());
    kernels->functions_.push_back(address->toPtr<snn_kernel>());
  }
  return kernels;
}

Result<std::unique_ptr<CompiledKernels>> CompiledKernels::of(const ir::Program& program,
                                                             const CompileOptions& options) {
  const auto objects = compile_at_once(program, options);
  if (!objects) return Failure{objects.error()};
  return load(*objects, program.kernels.size());
}

}  // namespace snn::cpu
