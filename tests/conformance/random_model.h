#pragma once
// Valid models at random: the same text for the same seed, on every machine.

#include <cstdint>
#include <string>

namespace snn::conformance {

struct RandomModel {
  std::string text;
  std::int64_t n_steps = 0;
};

/// At most 200 cells and 500 steps; most are much smaller, so that thousands can be compared.
[[nodiscard]] RandomModel random_model(std::uint64_t seed);

}  // namespace snn::conformance
