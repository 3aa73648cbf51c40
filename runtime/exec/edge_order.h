#pragma once
// The edges of a projection in one order, by source, target and multiplicity, however they are
// shared out.

#include "runtime/exec/network.h"

#include <cstdint>
#include <vector>

namespace snn::exec {

struct EdgePlace {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  std::uint32_t multiplicity = 0;
  std::int32_t delay = 0;
  std::size_t part = 0;
  std::uint64_t edge = 0;  // in the shard of the part
};

[[nodiscard]] EdgePlace place_of(const Network& network, blueprint::ProjectionId id,
                                 std::size_t part, std::uint64_t edge);
/// All of them, in order.
[[nodiscard]] std::vector<EdgePlace> ordered_edges(const Network& network,
                                                   blueprint::ProjectionId id);
/// Its position among all.
[[nodiscard]] std::uint64_t number_of(const Network& network, blueprint::ProjectionId id,
                                      const EdgePlace& place);

}  // namespace snn::exec
