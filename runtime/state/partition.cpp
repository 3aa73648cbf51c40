#include "runtime/state/partition.h"

#include "runtime/state/column.h"

#include <algorithm>

namespace snn::state {

CellRange part_of(std::uint64_t n_cells, std::size_t n_parts, std::size_t part) {
  const std::uint64_t n_blocks = whole_blocks(n_cells) / kBlock;
  const std::uint64_t begin = n_blocks * part / n_parts * kBlock;
  const std::uint64_t end = n_blocks * (part + 1) / n_parts * kBlock;
  return {std::min(begin, n_cells), std::min(end, n_cells)};
}

}  // namespace snn::state
