#pragma once
// Programs made by chance, the same ones for the same number: every op that a kernel of cells may
// hold, in blocks in blocks.

#include "compiler/ir/program.h"
#include "tests/unit/compiler/ir/element_memory.h"

#include <cstdint>

namespace snn::ir {

/// At level machine, with one to three kernels of the same cells that a step runs.
[[nodiscard]] Program random_program(std::uint64_t number);
/// Values for its fields and globals, special ones among them.
void fill(ElementMemory& memory, const Program& program, std::uint64_t number);

}  // namespace snn::ir
