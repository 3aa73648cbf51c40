#pragma once
// The shape of a neuron as SWC files have it: points with a radius, each hanging on another.

#include "runtime/status/status.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace snn::readers {

struct SwcSample {
  std::size_t number = 0;  // as the file has it
  int type = 0;            // 1: soma, 2: axon, 3: basal, 4: apical dendrite; others as they like
  double x = 0;            // um
  double y = 0;
  double z = 0;
  double radius = 0;
  std::size_t parent = 0;  // its position in the list; a root's is its own
  std::size_t line = 0;
};

inline constexpr int kSwcSoma = 1;

/// The samples of a tree, each behind its parent; or the line that stands in the way. There is one
/// root, a soma, and every radius is above 0.
[[nodiscard]] status::Result<std::vector<SwcSample>> read_swc(std::string_view text);

}  // namespace snn::readers
