#pragma once
// Whether every id names a row that is there: asked of blueprints that were read.

#include "runtime/blueprint/blueprint.h"

namespace snn::blueprint {

[[nodiscard]] bool ids_in_range(const Blueprint& blueprint);

}  // namespace snn::blueprint
