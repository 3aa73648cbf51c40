#pragma once
// The kernels of a shared object that lies in memory.

#include "runtime/abi/kernel_call.h"
#include "runtime/abi/snn_abi.h"
#include "runtime/exec/kernels.h"
#include "runtime/status/status.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace snn::simulator {

class LoadedKernels final : public exec::Kernels {
 public:
  static status::Result<std::unique_ptr<LoadedKernels>> load(std::span<const std::byte> code,
                                                             std::size_t n_kernels);
  ~LoadedKernels() override;

  SNN_CALLS_KERNELS void run(blueprint::KernelId kernel,
                             const snn_kernel_args& args) const override {
    functions_[blueprint::index_of(kernel)](&args);
  }

 private:
  LoadedKernels() = default;

  void* library_ = nullptr;
  std::vector<snn_kernel> functions_;
};

}  // namespace snn::simulator
