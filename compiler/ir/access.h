#pragma once
// What a kernel of each domain may reach: the table behind the freedom from races.

#include "compiler/ir/program.h"

namespace snn::ir {

/// Whether the frame means something in this domain.
[[nodiscard]] bool has_frame(blueprint::Domain domain, Frame frame);
/// Whether a field is of the cell or edge that the frame names.
[[nodiscard]] bool belongs_to(const blueprint::Blueprint& blueprint,
                              const blueprint::KernelInfo& kernel, FieldRef field);
/// Whether the kernel may change the field: what no other element of the launch reads or writes.
[[nodiscard]] bool may_store(const blueprint::Blueprint& blueprint,
                             const blueprint::KernelInfo& kernel, FieldRef field);
/// Whether it may add to it: what it may store, and the inputs of the cells that edges lead to.
[[nodiscard]] bool may_accumulate(const blueprint::Blueprint& blueprint,
                                  const blueprint::KernelInfo& kernel, FieldRef field);

/// Whether a step runs the kernel; everything else happens at set-up or between steps.
[[nodiscard]] bool runs_in_steps(const blueprint::Blueprint& blueprint, KernelId kernel);

/// The population whose cell the frame names; none for edges.
[[nodiscard]] PopulationId population_of(const blueprint::Blueprint& blueprint,
                                         const blueprint::KernelInfo& kernel, Frame frame);

}  // namespace snn::ir
