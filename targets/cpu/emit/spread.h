#pragma once
// In how many versions a value of a kernel exists while several cells are computed at once.

#include "compiler/ir/program.h"

#include <cstdint>

namespace snn::cpu {

enum class Spread : std::uint8_t {
  Invariant,  // one for the whole call: computed before the loop over cells
  Uniform,    // one for all lanes, at one time
  Varying,    // one in each lane
};

/// The spread of every value. With one lane only, what belongs to a cell is uniform.
[[nodiscard]] IdVector<ir::ValueId, Spread> spreads(const ir::Kernel& kernel, bool has_lanes);

}  // namespace snn::cpu
