#pragma once
// One number of several.

#include "runtime/blueprint/script.h"

#include <span>

namespace snn::measure {

/// In the order of `values`; a NaN among them, or nothing to reduce, gives NaN (the sum of nothing
/// is 0). `None` is the mean.
[[nodiscard]] double reduce(blueprint::Reduction reduction, std::span<const double> values);

}  // namespace snn::measure
