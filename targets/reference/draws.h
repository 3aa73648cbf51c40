#pragma once
// The random numbers of a kernel's element, as runtime/random/RANDOM.md defines them.

#include "compiler/ir/eval/number.h"
#include "compiler/ir/program.h"

#include <cstdint>
#include <span>

namespace snn::reference {

/// A cell in a step, or an edge in a step.
struct DrawPlace {
  std::uint64_t seed = 0;
  std::int64_t step = 0;
  bool is_edge = false;
  std::uint32_t element = 0;       // the cell, or the source of the edge
  std::uint32_t second = 0;        // the target of the edge
  std::uint32_t multiplicity = 0;  // of the edge
};

[[nodiscard]] double draw(ir::Op op, ir::Stream stream, const DrawPlace& place,
                          std::span<const ir::Number> args);

}  // namespace snn::reference
