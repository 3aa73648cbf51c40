#include "runtime/exec/finite_edges.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace snn::exec {

using blueprint::FieldId;
using blueprint::ProjectionId;

namespace {

auto order_of(const EdgePlace& place) {
  return std::tuple(place.source, place.delay, place.target, place.multiplicity);
}

// What of a projection is kept as floats that change.
std::vector<WatchedColumn> watched_of(const Network& network, const state::Edges& edges) {
  std::vector<WatchedColumn> watched;
  for (const FieldId id : edges.fields) {
    const blueprint::Field& field = network.blueprint.fields[id];
    const bool is_float =
        field.type == blueprint::Scalar::F32 || field.type == blueprint::Scalar::F64;
    if (!is_float || field.role != blueprint::FieldRole::State) continue;
    const std::size_t position = network.state.edge_column[id];
    const bool is_finite = std::ranges::all_of(edges.shards, [&](const state::Shard& shard) {
      return worst_of(shard.columns[position], 0, shard.n_edges) == Worst::Finite;
    });
    watched.push_back({id, position, {.may_be_infinite = !is_finite}});
  }
  return watched;
}

}  // namespace

void watch_edges(Network& network) {
  network.watched_edges = {};
  for (const state::Edges& edges : network.state.projections)
    network.watched_edges.add(watched_of(network, edges));
}

EdgeCheck::EdgeCheck(Network& network, std::size_t part, ProjectionId projection, CallPlace place)
    : network_(network), worker_(network.workers[part]), projection_(projection), place_(place) {}

const state::Shard& EdgeCheck::shard() const {
  return network_.state.projections[projection_].shards[worker_.part];
}

bool EdgeCheck::is_needed() const {
  // Nothing is watched before the first step.
  return !network_.watched_edges.empty() && !network_.watched_edges[projection_].empty() &&
         !worker_.first_failure;
}

bool EdgeCheck::is_wrong(const WatchedColumn& watched, std::uint64_t edge) const {
  return !watched.tolerance.allows(worst_of(shard().columns[watched.column], edge, edge + 1));
}

void EdgeCheck::look(state::EdgeRange edges) {
  for (const WatchedColumn& watched : network_.watched_edges[projection_]) {
    const state::Column& column = shard().columns[watched.column];
    const bool is_fine = watched.tolerance.may_be_infinite
                             ? watched.tolerance.allows(worst_of(column, edges.first, edges.second))
                             : are_finite(column, edges.first, edges.second);
    if (is_fine) continue;
    for (std::uint64_t edge = edges.first; edge < edges.second; ++edge)
      note(watched, edge);
  }
}

void EdgeCheck::look(std::span<const std::uint64_t> edges) {
  for (const WatchedColumn& watched : network_.watched_edges[projection_]) {
    if (are_finite(shard().columns[watched.column], edges)) continue;
    for (const std::uint64_t edge : edges)
      note(watched, edge);
  }
}

void EdgeCheck::note(const WatchedColumn& watched, std::uint64_t edge) {
  if (!is_wrong(watched, edge)) return;
  const EdgePlace place = place_of(network_, projection_, worker_.part, edge);
  if (!first_ || order_of(place) < order_of(first_->place)) first_ = Found{place, watched};
}

void EdgeCheck::finish() {
  if (!first_ || worker_.first_failure) return;
  const std::uint64_t edge = first_->place.edge;
  const double value = not_finite_of(shard().columns[first_->watched.column], edge);
  worker_.first_failure = {.step = worker_.args.step,
                           .place = place_,
                           .field = first_->watched.field,
                           .what = {.element = edge, .value = value}};
}

void look_at_all_edges(Network& network) {
  constexpr CallPlace kBehindAll{.action = ~std::uint32_t{0}};
  network.for_parts([&](std::size_t part) {
    for (std::size_t i = 0; i < network.state.projections.size(); ++i) {
      const auto id = static_cast<ProjectionId>(i);
      EdgeCheck check(network, part, id, kBehindAll);
      const state::Edges& edges = network.state.projections[id];
      if (!check.is_needed() || edges.shards.empty()) continue;
      check.look({0, edges.shards[part].n_edges});
      check.finish();
    }
  });
}

}  // namespace snn::exec
