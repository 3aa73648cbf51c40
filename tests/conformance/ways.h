#pragma once
// The ways to run one program that may not change a bit.

#include "tests/conformance/trial.h"

#include <cstdint>
#include <vector>

namespace snn::conformance {

[[nodiscard]] std::vector<Way> all_ways();
/// The same for the same seed.
[[nodiscard]] Way some_way(std::uint64_t seed);

}  // namespace snn::conformance
