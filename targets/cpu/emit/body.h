#pragma once
// The instructions of a kernel for one element, or for one in each lane. Where lanes disagree, both
// arms of an `if` run under masks, and a loop runs until all lanes are done.

#include "targets/cpu/emit/code.h"
#include "targets/cpu/emit/element.h"
#include "targets/cpu/emit/memory.h"

#include <span>
#include <vector>

namespace snn::cpu {

class Body {
 public:
  Body(Code& code, const Element& element);

  void write();
  /// What the kernel yields.
  [[nodiscard]] std::span<const ir::ValueId> yielded() const { return yielded_; }
  [[nodiscard]] llvm::Value* value(ir::ValueId id) const { return values_[id]; }

 private:
  /// Gives what the block yields.
  std::vector<ir::ValueId> write_block(const ir::Block& block);
  void write_inst(ir::InstId id);
  void write_evaluable(const ir::Inst& inst);
  /// Of one number, outside the loops over cells: by a call, so that set-up is not a page for each
  /// exponential.
  llvm::Value* call(const ir::Inst& inst, std::span<llvm::Value* const> args,
                    llvm::IRBuilder<>& builder);
  llvm::Value* read(const ir::Inst& inst);
  void write_effect(ir::InstId id, const ir::Inst& inst);
  void write_store_at(const ir::Inst& inst);
  void write_matrix(const ir::Inst& inst);
  llvm::Value* draw(const ir::Inst& inst);

  // control.cpp
  void write_if(const ir::Inst& inst);
  void write_branch(const ir::Inst& inst);
  void write_masked_if(const ir::Inst& inst);
  std::vector<llvm::Value*> write_arm(const ir::Block& block, llvm::Value* mask,
                                      std::span<const ir::ValueId> results);
  void write_repeat(const ir::Inst& inst);
  void write_loop(ir::InstId id, const ir::Inst& inst);
  /// Runs the block with phis for what is carried; `goes_on` says before each round whether there
  /// is one, `next` what is carried on.
  std::vector<llvm::PHINode*> carried(std::span<const ir::ValueId> start,
                                      std::span<const ir::ValueId> params,
                                      llvm::BasicBlock* before);
  void carry_on(std::span<llvm::PHINode* const> phis, std::span<const ir::ValueId> given,
                std::span<const ir::ValueId> params, llvm::Value* active);
  void set_results(const ir::Inst& inst, std::span<llvm::PHINode* const> phis);

  /// The value, in as many lanes as `as` has.
  llvm::Value* shaped(ir::ValueId value, ir::ValueId as);
  /// As an i64, for counting and addressing.
  llvm::Value* whole(ir::ValueId value);
  void fail(std::uint32_t kind, ir::InstId id, llvm::Value* failed);
  [[nodiscard]] ir::Type type_of(ir::ValueId id) const { return code_.kernel.values[id].type; }

  Code& code_;
  const Element& element_;
  Memory memory_;
  IdVector<ir::ValueId, llvm::Value*> values_;
  llvm::Value* mask_;  // the lanes that are here; null when there is one lane only
  std::vector<ir::ValueId> yielded_;
};

}  // namespace snn::cpu
