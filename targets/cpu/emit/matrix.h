#pragma once
// `expm` and `solve`: by the runtime's functions, on matrices in memory.

#include "targets/cpu/emit/code.h"

#include <span>
#include <vector>

namespace snn::cpu {

[[nodiscard]] std::vector<llvm::Value*> matrix(Code& code, const ir::Inst& inst, ir::Type type,
                                               std::span<llvm::Value* const> args,
                                               llvm::Value* mask);

}  // namespace snn::cpu
