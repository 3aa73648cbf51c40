#pragma once
// The targets of this build.

#include "compiler/target/target.h"

#include <span>

namespace snn::targets {

/// In order of preference: the first is what `snn run` takes.
[[nodiscard]] std::span<const target::Target* const> all_targets();

}  // namespace snn::targets
