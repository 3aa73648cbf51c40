#include "runtime/exec/listed_rows.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

namespace snn::exec {
namespace {

struct ListedEdge {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  std::int64_t row = 0;
};

// The edges of the list that there are, by source, target, multiplicity.
std::vector<ListedEdge> listed_edges(Network& network, blueprint::ProjectionId id,
                                     const Joined& joined) {
  const PairCalls calls = pair_calls(network, id, joined, network.workers[0]);
  std::vector<ListedEdge> edges;
  edges.reserve(joined.listed.size());
  for (std::size_t row = 0; row < joined.listed.size(); ++row) {
    const auto& [i, j] = joined.listed[row];
    if (calls.ends.is_allowed(i, j))
      edges.push_back({joined.from[i], joined.to[j], static_cast<std::int64_t>(row)});
  }
  std::ranges::sort(edges, {}, [](const ListedEdge& edge) {
    return std::tuple(edge.source, edge.target, edge.row);
  });
  return edges;
}

}  // namespace

void number_rows(Network& network, blueprint::ProjectionId id, const Joined& joined) {
  const std::size_t column = network.state.edge_column[network.blueprint.projections[id].pairs.row];
  const std::vector<ListedEdge> listed = listed_edges(network, id, joined);
  state::Edges& edges = network.state.projections[id];
  network.for_parts([&](std::size_t part) {
    state::Shard& shard = edges.shards[part];
    auto* rows = reinterpret_cast<std::int64_t*>(shard.columns[column].block(0));
    std::size_t edge = 0;
    for (const ListedEdge& one : listed) {
      if (one.target < shard.targets_here.begin || one.target >= shard.targets_here.end) continue;
      rows[edge++] = one.row;
    }
  });
}

}  // namespace snn::exec
