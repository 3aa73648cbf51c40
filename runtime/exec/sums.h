#pragma once
// A field added up over all cells: blocks of 64 in 16 lanes each, then the blocks as a binary tree.
// Parts hold whole blocks, so the bits are the same for any number of them.

#include "runtime/state/column.h"

#include <cstdint>
#include <vector>

namespace snn::exec {

/// The sums of the blocks of elements [begin, end), which begin where a block does, each at its
/// place in `sums`; what is not there counts as 0.
void sum_blocks(const state::Column& column, std::uint64_t begin, std::uint64_t end,
                std::vector<double>& sums);
/// Their sum; uses them up.
[[nodiscard]] double sum_up(std::vector<double>& sums);

}  // namespace snn::exec
