#pragma once
// How long a kernel is remembered.

#include "compiler/model/eval.h"
#include "compiler/model/program.h"

#include <optional>

namespace snn::equations {

/// The age in internal time behind which less than 1e-9 of the area under |k| lies; none when it is
/// not reached within `longest`, or when the kernel has no value at these bindings.
[[nodiscard]] std::optional<double> horizon_of(const model::Program& program,
                                               const model::KernelDef& kernel,
                                               const model::Bindings& bindings, double longest);

}  // namespace snn::equations
