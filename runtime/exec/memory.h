#pragma once
// How much memory a network needs, before it is taken, and what it went to.

#include "runtime/exec/network.h"
#include "runtime/status/status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace snn::exec {

/// `1.5 GB`
[[nodiscard]] std::string in_words(std::uint64_t n_bytes);

/// How many edges a rule makes on average where no condition takes pairs away; 0 where one does.
[[nodiscard]] double expected_edges(const Network& network, blueprint::ProjectionId id);

/// What the network will need as far as its numbers tell: pairs that a condition chooses among are
/// counted when they are known. Fails above the limit, naming what needs most.
status::Status check_memory(const Network& network);
/// What is taken now, in the order of the blueprint.
[[nodiscard]] std::vector<MemoryRow> memory_of(const Network& network);
/// How much more may be taken.
[[nodiscard]] std::uint64_t memory_left(const Network& network);

}  // namespace snn::exec
