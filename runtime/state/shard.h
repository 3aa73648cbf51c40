#pragma once
// The edges of a projection whose targets belong to one part of the work: rows by source, in each
// row by delay, then target, then multiplicity.

#include "runtime/blueprint/blueprint.h"
#include "runtime/state/buffer.h"
#include "runtime/state/column.h"
#include "runtime/state/partition.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace snn::state {

/// Edges [first, second) of a shard.
using EdgeRange = std::pair<std::uint64_t, std::uint64_t>;

/// A cell as its part counts it. A part has no more cells of a population than these can tell
/// apart.
using Target = std::uint16_t;
inline constexpr std::uint64_t kMostTargets = std::uint64_t{1} << 16U;

struct Shard {
  CellRange targets_here;
  std::uint64_t n_edges = 0;
  Buffer begins;          // u64 by source, and one more
  Buffer targets;         // u16 by edge, from the first cell of this part
  Buffer multiplicities;  // u32 by edge; empty: all 0
  /// Where the edges of each delay begin and those of the last one end: u32 by source, then by
  /// delay and one more. Empty while all edges of the projection have one delay.
  Buffer segments;
  /// The edges into each target, ascending: u64 by position, and where the positions of a target
  /// begin, for one dendritic delay after the other. Only where kernels go by target.
  Buffer by_target;
  Buffer target_begins;
  Buffer sources;  // u32 by edge, likewise
  /// By position in `Projection::fields` of the network.
  std::vector<Column> columns;

  [[nodiscard]] std::uint32_t target(std::uint64_t edge) const {
    return static_cast<std::uint32_t>(targets_here.begin + targets.as<Target>()[edge]);
  }
  [[nodiscard]] EdgeRange row(std::uint32_t source) const {
    const auto* begin = begins.as<std::uint64_t>() + source;
    return {begin[0], begin[1]};
  }
  /// The edges of a row that have the delay in position `slot` of `n_delays`.
  [[nodiscard]] EdgeRange segment(std::uint32_t source, std::size_t slot,
                                  std::size_t n_delays) const {
    const auto* begin = segments.as<std::uint32_t>() + std::size_t{source} * (n_delays + 1) + slot;
    return {begin[0], begin[1]};
  }
  [[nodiscard]] std::uint64_t n_bytes() const;
};

/// What a shard is made from: the targets of each row, in order of insertion.
class ShardBuilder {
 public:
  ShardBuilder(std::uint64_t n_sources, CellRange targets_here)
      : targets_here_(targets_here), begins_(n_sources + 1) {}

  /// First every edge is counted, then every edge is placed.
  void count(std::uint32_t source) { ++begins_[source + 1]; }
  /// False when there is not enough memory.
  [[nodiscard]] bool start_placing();
  void place(std::uint32_t source, std::uint32_t target) {
    shard_.targets.as<Target>()[next_[source]++] =
        static_cast<Target>(target - targets_here_.begin);
  }
  /// Rows sorted by target, equal pairs numbered.
  [[nodiscard]] bool finish();
  [[nodiscard]] Shard take() { return std::move(shard_); }

 private:
  CellRange targets_here_;
  std::vector<std::uint64_t> begins_;
  std::vector<std::uint64_t> next_;
  Shard shard_;
};

/// Sorts every row by delay, the columns along with the targets, and notes where each delay begins.
/// `delays` are all that occur in the projection, ascending; `delay` is the column that holds them.
/// False without the memory, and for more edges than 32 bits can count.
[[nodiscard]] bool sort_by_delay(Shard& shard, std::span<const std::int32_t> delays,
                                 std::size_t delay);

/// Makes the index by target, and the sources of all edges. Where these have different dendritic
/// delays, `delays` are all that occur, ascending, and `column` holds them.
[[nodiscard]] bool index_by_target(Shard& shard, std::span<const std::int32_t> delays = {},
                                   std::size_t column = 0);

}  // namespace snn::state
