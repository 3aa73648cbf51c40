#pragma once
// Pairs that a table names: a list of them, or the entries of a matrix that are not 0.

#include "runtime/connect/rule.h"
#include "runtime/exec/stride.h"
#include "runtime/status/status.h"

#include <utility>
#include <vector>

namespace snn::exec {

/// Places at the two ends, row by row of the table, which numbers the cells of the whole
/// populations. Entries of a matrix that lie outside the ends are left out; a row of a list that
/// does is an error.
using PairList = std::vector<std::pair<connect::Cell, connect::Cell>>;
[[nodiscard]] status::Result<PairList> listed_pairs(const blueprint::Blueprint& blueprint,
                                                    const blueprint::Projection& projection,
                                                    const Stride& from, const Stride& to);

}  // namespace snn::exec
