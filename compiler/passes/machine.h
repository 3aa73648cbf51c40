#pragma once
// The parts of the pass `machine`.

#include "compiler/ir/program.h"

namespace snn::passes {

struct MachineOptions {
  /// The width of numbers that differ between elements.
  ir::Type precision = ir::Type::F64;
};

/// Writes a kernel anew with widths, powers as products, products with reciprocals, flushed states.
/// The types of fields and globals have their widths already.
void rewrite_kernel(ir::Program& program, ir::KernelId kernel, const MachineOptions& options);

/// Joins products with the sums they feed.
void form_fma(ir::Kernel& kernel);

}  // namespace snn::passes
