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

/// Whether the cell that a kernel runs for is one of these; none when all are.
[[nodiscard]] std::optional<ValueId> is_among(Numbers& numbers, Expressions& here,
                                              const network::Cells& cells, const std::string& name);

}  // namespace snn::lower
