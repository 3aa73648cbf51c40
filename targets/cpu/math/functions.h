#pragma once
// The functions of runtime/math as instructions: of one float, or of one in each lane.

#include "compiler/ir/op.h"

#include <cstdint>
#include <span>

namespace llvm {
class Value;
}  // namespace llvm

namespace snn::cpu {

/// Whether `function` knows the op.
[[nodiscard]] bool is_function(ir::Op op);

/// `n` is the whole number behind the op, where it has one. The operands are floats of one type
/// and have the same lanes.
[[nodiscard]] llvm::Value* function(ir::Op op, bool is_double, std::span<llvm::Value* const> args,
                                    std::int64_t n);

}  // namespace snn::cpu
