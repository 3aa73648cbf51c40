#pragma once
// Whether the states of edges are numbers still: looked at right behind the kernel that writes
// them, while they are near. There may be far more of them than a regular look could afford.

#include "runtime/blueprint/ids.h"
#include "runtime/exec/edge_order.h"
#include "runtime/exec/network.h"
#include "runtime/state/shard.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace snn::exec {

/// The columns that are looked after, of every projection; as they are before the first step.
void watch_edges(Network& network);

/// What one part looks at behind one launch of a kernel of edges.
class EdgeCheck {
 public:
  EdgeCheck(Network& network, std::size_t part, blueprint::ProjectionId projection,
            CallPlace place);

  /// False where nothing is kept that could go wrong, or something is wrong already.
  [[nodiscard]] bool is_needed() const;
  void look(state::EdgeRange edges);
  void look(std::span<const std::uint64_t> edges);
  /// The first wrong one by source, delay and target, if there is any, becomes the part's failure.
  void finish();

 private:
  struct Found {
    EdgePlace place;
    WatchedColumn watched;
  };

  [[nodiscard]] const state::Shard& shard() const;
  [[nodiscard]] bool is_wrong(const WatchedColumn& watched, std::uint64_t edge) const;
  void note(const WatchedColumn& watched, std::uint64_t edge);

  Network& network_;
  Worker& worker_;
  blueprint::ProjectionId projection_;
  CallPlace place_;
  std::optional<Found> first_;
};

/// All edges of all projections, by every part for its own: before somebody reads the results.
void look_at_all_edges(Network& network);

}  // namespace snn::exec
