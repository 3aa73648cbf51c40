#pragma once
// Drives: values and processes from outside, one kernel each over the cells of its target.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

struct DriveKernel {
  KernelId kernel = KernelId::none;
  /// Spikes arrive in phase 3; values are sampled in phase 1.
  bool gives_spikes = false;
};

[[nodiscard]] DriveKernel write_drive(Workspace& work, Numbers& numbers, network::DriveId id);

}  // namespace snn::lower
