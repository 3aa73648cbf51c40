#include "runtime/exec/edge_order.h"

#include <algorithm>
#include <tuple>

namespace snn::exec {
namespace {

auto order_of(const EdgePlace& place) {
  return std::tuple(place.source, place.target, place.multiplicity);
}

std::int32_t delay_of(const Network& network, blueprint::ProjectionId id, const state::Shard& shard,
                      std::uint64_t edge) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  if (!exists(projection.edge_delay)) {
    return static_cast<std::int32_t>(network.state.globals.whole(projection.delay, 1));
  }
  const state::Column& column = shard.columns[network.state.edge_column[projection.edge_delay]];
  return static_cast<std::int32_t>(column.get(edge));
}

EdgePlace place_in(const Network& network, blueprint::ProjectionId id, std::size_t part,
                   std::uint32_t source, std::uint64_t edge) {
  const state::Shard& shard = network.state.projections[id].shards[part];
  const auto* multiplicities = shard.multiplicities.as<std::uint32_t>();
  return {.source = source,
          .target = shard.target(edge),
          .multiplicity = multiplicities == nullptr ? 0 : multiplicities[edge],
          .delay = delay_of(network, id, shard, edge),
          .part = part,
          .edge = edge};
}

}  // namespace

EdgePlace place_of(const Network& network, blueprint::ProjectionId id, std::size_t part,
                   std::uint64_t edge) {
  const state::Shard& shard = network.state.projections[id].shards[part];
  const auto* begins = shard.begins.as<std::uint64_t>();
  const auto* end = begins + shard.begins.n_bytes() / sizeof(std::uint64_t);
  const auto* after = std::upper_bound(begins, end, edge);
  return place_in(network, id, part, static_cast<std::uint32_t>(after - begins - 1), edge);
}

std::vector<EdgePlace> ordered_edges(const Network& network, blueprint::ProjectionId id) {
  const state::Edges& edges = network.state.projections[id];
  std::vector<EdgePlace> places;
  places.reserve(edges.n_edges());
  const std::size_t source_size =
      network.state.partition.size(index_of(network.blueprint.projections[id].source));
  for (std::uint32_t source = 0; source < source_size; ++source) {
    const auto row_begin = static_cast<std::ptrdiff_t>(places.size());
    for (std::size_t part = 0; part < edges.shards.size(); ++part) {
      const auto [begin, end] = edges.shards[part].row(source);
      for (std::uint64_t edge = begin; edge < end; ++edge) {
        places.push_back(place_in(network, id, part, source, edge));
      }
    }
    std::ranges::sort(places.begin() + row_begin, places.end(), {}, order_of);
  }
  return places;
}

std::uint64_t number_of(const Network& network, blueprint::ProjectionId id,
                        const EdgePlace& place) {
  const state::Edges& edges = network.state.projections[id];
  std::uint64_t n_before = 0;
  for (std::size_t part = 0; part < edges.shards.size(); ++part) {
    const auto [begin, end] = edges.shards[part].row(place.source);
    n_before += begin;
    for (std::uint64_t edge = begin; edge < end; ++edge) {
      const EdgePlace other = place_in(network, id, part, place.source, edge);
      n_before += order_of(other) < order_of(place) ? 1 : 0;
    }
  }
  return n_before;
}

}  // namespace snn::exec
