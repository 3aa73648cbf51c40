#pragma once
// One kernel while it is written: the function, where its two builders stand, and small pieces of
// control flow.

#include "compiler/ir/program.h"
#include "targets/cpu/emit/args.h"
#include "targets/cpu/emit/spread.h"

#include <llvm/IR/IRBuilder.h>

#include <functional>

namespace snn::cpu {

/// What code is written for.
struct Shape {
  unsigned n_lanes = 1;
  bool has_masked_moves = false;  // the processor stores some lanes of a vector as fast as all
};

struct Code {
  Code(const ir::Program& all, ir::KernelId id, llvm::Function& into, Shape how);

  /// Runs `then` where a scalar condition holds.
  void when(llvm::Value* condition, const std::function<void()>& then);
  /// for (i = first; i < last; i += step) round(i)
  void count(llvm::Value* first, llvm::Value* last, std::uint64_t step,
             const std::function<void(llvm::Value*)>& round);

  [[nodiscard]] llvm::Type* type_of(ir::Type type, unsigned n_lanes) const;
  /// The type of a value of the kernel, by its spread.
  [[nodiscard]] llvm::Type* type_of(ir::ValueId value) const;
  [[nodiscard]] bool is_varying(ir::ValueId value) const {
    return spreads[value] == Spread::Varying;
  }
  /// The numbers 0, 1, 2 … in lanes of this integer type.
  [[nodiscard]] llvm::Value* lane_numbers(llvm::Type* integer) const;
  /// A variable that lives as long as the call.
  llvm::Value* scratch(llvm::Type* type);
  llvm::BasicBlock* block(const char* name);

  /// Ends the function and joins what was written before the loops to the loops.
  void finish();

  const ir::Program& program;
  ir::KernelId id;
  const ir::Kernel& kernel;
  const blueprint::KernelInfo& info;
  Shape shape;
  IdVector<ir::ValueId, Spread> spreads;
  llvm::Function& function;
  llvm::BasicBlock* start;
  llvm::IRBuilder<> entry;  // once a call
  llvm::IRBuilder<> body;
  Args args;
};

}  // namespace snn::cpu
