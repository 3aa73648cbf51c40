#pragma once
// Every instruction of a kernel, those in blocks included.

#include "compiler/ir/program.h"

#include <cstdint>

namespace snn::ir {

/// Calls `visit(InstId)` for each instruction in order, one with blocks before those in them.
template <typename Visit>
void for_each_inst(const Kernel& kernel, const Block& block, const Visit& visit) {
  for (const InstId id : block.body) {
    visit(id);
    for (const Block& inner : kernel.insts[id].blocks)
      for_each_inst(kernel, inner, visit);
  }
}
template <typename Visit>
void for_each_inst(const Kernel& kernel, const Visit& visit) {
  for_each_inst(kernel, kernel.body, visit);
}

/// Calls `visit(Block&)` for each block, inner ones before those they are in.
template <typename Visit>
void for_each_block(Kernel& kernel, Block& block, const Visit& visit) {
  for (const InstId id : block.body) {
    for (Block& inner : kernel.insts[id].blocks)
      for_each_block(kernel, inner, visit);
  }
  visit(block);
}
template <typename Visit>
void for_each_block(Kernel& kernel, const Visit& visit) {
  for_each_block(kernel, kernel.body, visit);
}

/// How often each value is an operand.
[[nodiscard]] IdVector<ValueId, std::uint32_t> count_uses(const Kernel& kernel);
/// The instruction that gives each value; none for parameters of blocks.
[[nodiscard]] IdVector<ValueId, InstId> find_definitions(const Kernel& kernel);

}  // namespace snn::ir
