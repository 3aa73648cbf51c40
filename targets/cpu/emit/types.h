#pragma once
// The types of the IR as those of LLVM. A Bool is one bit while it is computed and a byte in
// memory.

#include "compiler/ir/program.h"
#include "compiler/support/check.h"

#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/IRBuilder.h>

namespace snn::cpu {

[[nodiscard]] inline llvm::Type* scalar_type(llvm::LLVMContext& context, ir::Type type) {
  switch (type) {
    case ir::Type::Bool: return llvm::Type::getInt1Ty(context);
    case ir::Type::I32: return llvm::Type::getInt32Ty(context);
    case ir::Type::I64: return llvm::Type::getInt64Ty(context);
    case ir::Type::F32: return llvm::Type::getFloatTy(context);
    case ir::Type::F64: return llvm::Type::getDoubleTy(context);
    case ir::Type::Real: break;
  }
  SNN_CHECK(false, "a `real` has no width: the program is not at level machine");
  return nullptr;
}

[[nodiscard]] inline llvm::Type* memory_type(llvm::LLVMContext& context, ir::Type type) {
  return type == ir::Type::Bool ? llvm::Type::getInt8Ty(context) : scalar_type(context, type);
}

[[nodiscard]] inline std::uint64_t memory_bytes(ir::Type type) {
  if (type == ir::Type::Bool) return 1;
  return type == ir::Type::I32 || type == ir::Type::F32 ? 4 : 8;
}

/// A scalar, or a vector of more than one.
[[nodiscard]] inline llvm::Type* lanes_of(llvm::Type* scalar, unsigned n_lanes) {
  return n_lanes == 1 ? scalar : llvm::FixedVectorType::get(scalar, n_lanes);
}

}  // namespace snn::cpu
