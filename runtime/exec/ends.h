#pragma once
// A projection as `runtime/connect` sees it: a rule between two rows of cells that are counted from
// 0, and how these lie in their populations.

#include "runtime/connect/edges.h"
#include "runtime/connect/rule.h"
#include "runtime/exec/network.h"
#include "runtime/status/status.h"

#include <cstdint>

namespace snn::exec {

/// Cells first, first + step, … of a population.
struct Stride {
  std::uint64_t first = 0;
  std::uint64_t step = 1;
  std::uint64_t n = 0;

  [[nodiscard]] std::uint32_t operator[](std::uint32_t i) const {
    return static_cast<std::uint32_t>(first + i * step);
  }
  friend bool operator==(const Stride&, const Stride&) = default;
};

struct Joined {
  Stride from;
  Stride to;
  connect::Rule rule;
  connect::Draws draws;
};
[[nodiscard]] status::Result<Joined> joined_by(const Network& network, blueprint::ProjectionId id);

/// The rule and the ends for one thread, whose kernels of pairs are called with `worker`'s
/// arguments.
struct PairCalls {
  connect::Rule rule;
  connect::Ends ends;
};
[[nodiscard]] PairCalls pair_calls(const Network& network, blueprint::ProjectionId id,
                                   const Joined& joined, Worker& worker);

}  // namespace snn::exec
