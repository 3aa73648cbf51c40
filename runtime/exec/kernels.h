#pragma once
// The code of a run: whatever can run a kernel when it is named.

#include "runtime/abi/snn_abi.h"
#include "runtime/blueprint/ids.h"

namespace snn::exec {

/// Safe to call from several threads, for different parts of one domain.
class Kernels {
 public:
  Kernels() = default;
  Kernels(const Kernels&) = delete;
  Kernels& operator=(const Kernels&) = delete;
  virtual ~Kernels() = default;

  virtual void run(blueprint::KernelId kernel, const snn_kernel_args& args) const = 0;
};

}  // namespace snn::exec
