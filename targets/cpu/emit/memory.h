#pragma once
// Columns: loads and stores of the elements of a round, lane by lane or all at once.

#include "targets/cpu/emit/code.h"
#include "targets/cpu/emit/element.h"

namespace snn::cpu {

class Memory {
 public:
  Memory(Code& code, const Element& element) : code_(code), element_(element) {}

  /// `block`: which block of the column, an i64 for all lanes or in each; null: the first.
  /// `mask`: the lanes that are wanted, null for all there are.
  llvm::Value* load(ir::FieldRef field, llvm::Value* block, llvm::Value* mask);
  void store(ir::FieldRef field, llvm::Value* block, llvm::Value* value, llvm::Value* mask);

  /// The nearest number for a place outside the table.
  llvm::Value* load_data(ir::DataId data, llvm::Value* at);

  /// The position of a frame's element, an i64 in each lane.
  llvm::Value* index(ir::Frame frame);
  /// The field that marks the spikes of a frame's population.
  [[nodiscard]] ir::FieldRef mark_of(ir::Frame frame) const;
  /// Which block holds what a field was `age` steps before the last one ended.
  llvm::Value* block_of_past(ir::FieldId field, llvm::Value* age);

 private:
  struct Target {
    Place::Kind kind;
    llvm::Value* pointer;  // one, or one in each lane
  };
  Target target(ir::FieldRef field, llvm::Value* block);
  void store_adjacent(ir::FieldId field, llvm::Value* pointer, llvm::Value* value,
                      llvm::Value* mask);
  template <class Access>
  Access* marked(Access* access, ir::FieldId field) {
    code_.args.mark_column(access, field);
    return access;
  }

  Code& code_;
  const Element& element_;
};

}  // namespace snn::cpu
