#pragma once
// Into how many parts the work is cut: one group of parts for each thread, and in a group as many
// parts as keep what spikes are added to near the processor. Results do not depend on it.

#include "runtime/exec/network.h"

#include <cstddef>

namespace snn::exec {

struct Cut {
  std::size_t n_groups = 1;
  std::size_t n_in_group = 1;
};

/// The sizes of all populations are known.
[[nodiscard]] Cut cut_of(const Network& network);

}  // namespace snn::exec
