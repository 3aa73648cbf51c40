#pragma once
// What is the same for all elements of a launch, and so is computed once for all of them.

#include "compiler/ir/program.h"

#include <cstddef>
#include <cstdint>

namespace snn::ir {

/// By value: 1 where it is the same for all elements. These are the results of constants, globals
/// (where the kernel changes none), sizes, the step, the time, and of pure instructions on such
/// values, wherever they stand.
[[nodiscard]] IdVector<ValueId, std::uint8_t> find_invariant(const Kernel& kernel);

/// How many instructions at the beginning of the body give such values. The pass `hoist_invariant`
/// puts all of them there; an emitter computes them before its loop.
[[nodiscard]] std::size_t n_invariant(const Kernel& kernel);

}  // namespace snn::ir
