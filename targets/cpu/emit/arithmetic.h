#pragma once
// The ops that compute a value from values.

#include "compiler/ir/program.h"

#include <span>

namespace llvm {
class Type;
class Value;
}  // namespace llvm

namespace snn::cpu {

/// The result of an op that `ir::is_evaluable`, Const apart. `from` is the type of the operands
/// (of Select: of what is chosen).
[[nodiscard]] llvm::Value* arithmetic(const ir::Inst& inst, ir::Type from, ir::Type to,
                                      std::span<llvm::Value* const> args);

/// A constant, one lane wide.
[[nodiscard]] llvm::Value* constant(ir::Type type, const ir::Attribute& attribute);

/// A number of one type as another, as Op::Convert defines it.
[[nodiscard]] llvm::Value* converted(llvm::Value* a, ir::Type from, ir::Type to);

}  // namespace snn::cpu
