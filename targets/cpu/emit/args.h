#pragma once
// What a kernel is called with, `snn_kernel_args`, as instructions: pointers and numbers that are
// fetched once, before the loops.

#include "compiler/ir/program.h"

#include <llvm/IR/IRBuilder.h>

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace snn::cpu {

class Args {
 public:
  /// `entry` writes what is done once a call; the function takes the address of the arguments.
  Args(const ir::Program& program, llvm::IRBuilder<>& entry, llvm::Function& function);

  /// A member of `snn_kernel_args`.
  llvm::Value* member(std::size_t offset, llvm::Type* type);
  llvm::Value* pointer(std::size_t offset) { return member(offset, entry_.getPtrTy()); }
  llvm::Value* word(std::size_t offset) { return member(offset, entry_.getInt64Ty()); }
  /// A function of `snn_services`.
  llvm::Value* service(std::size_t offset);

  /// The first element of a column, and how many elements its blocks take.
  llvm::Value* column(ir::FieldId field);
  llvm::Value* stride(ir::FieldId field);
  /// A member of the tables from outside, `offset` behind the first.
  llvm::Value* table_word(std::size_t offset, llvm::Type* type);
  /// Where a number of the run is held.
  llvm::Value* slot(ir::GlobalId global);
  /// Its value when the kernel is called.
  llvm::Value* global(ir::GlobalId global);
  /// A size, a count: as an i64.
  llvm::Value* whole_global(ir::GlobalId global);

  /// Says that an access touches this column and no other memory that a kernel sees.
  void mark_column(llvm::Instruction* access, ir::FieldId field);
  /// Says that an access touches no column.
  void mark_structure(llvm::Instruction* access);
  /// When everything is written: which accesses do not meet.
  void finish();

 private:
  llvm::Value* fetched(llvm::Value* base, std::size_t offset, llvm::Type* type);
  llvm::MDNode* scope_of(ir::FieldId field);

  const ir::Program& program_;
  llvm::IRBuilder<>& entry_;
  llvm::Value* args_;
  std::map<std::size_t, llvm::Value*> members_;
  std::map<std::size_t, llvm::Value*> tables_;
  std::map<ir::FieldId, llvm::Value*> columns_;
  std::map<ir::FieldId, llvm::Value*> strides_;
  std::map<ir::GlobalId, llvm::Value*> globals_;
  llvm::MDNode* domain_;
  llvm::MDNode* structure_;
  std::map<ir::FieldId, llvm::MDNode*> scopes_;
  std::vector<std::pair<llvm::Instruction*, llvm::MDNode*>> marked_;
};

}  // namespace snn::cpu
