#pragma once
// Drives that begin while the network runs: those that a script makes after a `run`, or at a time.

#include "compiler/lower/workspace.h"

namespace snn::lower {

/// Gives each of them a number of the run that says whether it drives.
void declare_late_drives(Workspace& work);

/// Whether the drive that a statement of the script makes begins late.
[[nodiscard]] bool is_late(const Workspace& work, model::StepId step);

/// The kernel that begins it.
[[nodiscard]] KernelId write_begin(Workspace& work, model::StepId step);

}  // namespace snn::lower
