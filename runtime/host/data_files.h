#pragma once
// The files that a network is built from: the pairs of `list` and `matrix`.

#include "runtime/exec/engine.h"
#include "runtime/status/status.h"

#include <string>
#include <vector>

namespace snn::host {

/// By DataId; paths are relative to `directory`. Of a list the columns `i` and `j`, or the first
/// two when it names none; of a matrix the places that are not 0, row by row: the row is the
/// source.
status::Result<std::vector<exec::PairList>> read_pairs(const blueprint::Blueprint& blueprint,
                                                       const std::string& directory);

}  // namespace snn::host
