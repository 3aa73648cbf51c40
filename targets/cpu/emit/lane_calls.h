#pragma once
// Calls of the runtime's functions, which know one lane: once for each lane that is wanted.

#include "targets/cpu/emit/code.h"

#include <functional>
#include <span>

namespace snn::cpu {

/// Values kept in memory, to be reached by the number of a lane.
class LaneBuffer {
 public:
  LaneBuffer(Code& code, llvm::Type* scalar, unsigned n_lanes);
  void fill(llvm::Value* lanes);
  [[nodiscard]] llvm::Value* lane(llvm::Value* number);
  void set_lane(llvm::Value* number, llvm::Value* value);
  [[nodiscard]] llvm::Value* lanes();

 private:
  llvm::Value* place(llvm::Value* number);

  Code& code_;
  llvm::Type* scalar_;
  unsigned n_lanes_;
  llvm::Value* memory_;
};

/// Gives `call(arguments of one lane)` in each lane of `mask`, else 0; `mask` is null when there is
/// one lane only. All arguments have the same lanes.
[[nodiscard]] std::vector<llvm::Value*> each_lane(
    Code& code, std::span<llvm::Value* const> args, std::span<llvm::Type* const> results,
    llvm::Value* mask,
    const std::function<std::vector<llvm::Value*>(std::span<llvm::Value* const>)>& call);

}  // namespace snn::cpu
