#pragma once
// The measures that the numbers of a script read, wherever they stand.

#include "runtime/blueprint/script.h"

#include <set>

namespace snn::host {

[[nodiscard]] std::set<blueprint::MeasureId> measures_read(const blueprint::Script& script);

}  // namespace snn::host
