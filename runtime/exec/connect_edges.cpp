#include "runtime/exec/connect_edges.h"

#include "runtime/blueprint/edge_bytes.h"
#include "runtime/exec/ends.h"
#include "runtime/exec/listed_rows.h"
#include "runtime/exec/memory.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace snn::exec {

using blueprint::bytes_per_edge;
using blueprint::index_of;
using blueprint::ProjectionId;
using status::Code;

namespace {

// The edges of a stretch of cells along the rule's axis, shared out to the parts of their targets.
struct Chunk {
  std::vector<connect::Edge> edges;
  std::vector<std::size_t> begins;  // by part, and one more
};

status::Status no_room(const Network& network, ProjectionId id, std::uint64_t n_bytes) {
  return status::failure(Code::Memory, "there is not enough memory for the synapses of `" +
                                           network.blueprint.projections[id].name +
                                           "`: " + in_words(n_bytes));
}

// By block of targets, which part it belongs to.
std::vector<std::uint32_t> parts_of_blocks(const Network& network, ProjectionId id) {
  const std::size_t target = index_of(network.blueprint.projections[id].target);
  std::vector<std::uint32_t> parts(state::whole_blocks(network.state.partition.size(target)) /
                                   state::kBlock);
  for (std::size_t part = 0; part < network.n_parts(); ++part) {
    const state::CellRange here = network.state.partition.range(target, part);
    for (std::uint64_t cell = here.begin; cell < here.end; cell += state::kBlock)
      parts[cell / state::kBlock] = static_cast<std::uint32_t>(part);
  }
  return parts;
}

// Edges of one part keep their order.
void share_out(Chunk& chunk, std::size_t n_parts, const std::vector<std::uint32_t>& parts) {
  chunk.begins.assign(n_parts + 1, 0);
  const auto part_of = [&](const connect::Edge& edge) {
    return parts[edge.target / state::kBlock];
  };
  bool is_in_order = true;
  std::uint32_t last = 0;
  for (const connect::Edge& edge : chunk.edges) {
    const std::uint32_t part = part_of(edge);
    ++chunk.begins[part + 1];
    is_in_order = is_in_order && last <= part;
    last = part;
  }
  for (std::size_t part = 0; part < n_parts; ++part)
    chunk.begins[part + 1] += chunk.begins[part];
  if (is_in_order) return;
  std::vector<std::size_t> next = chunk.begins;
  std::vector<connect::Edge> shared(chunk.edges.size());
  for (const connect::Edge& edge : chunk.edges)
    shared[next[part_of(edge)]++] = edge;
  chunk.edges = std::move(shared);
}

Chunk make_chunk(const Joined& joined, const PairCalls& calls, const connect::RowCounts& counts,
                 connect::Range range) {
  Chunk chunk{.edges = connect::edges_of(calls.rule, calls.ends, joined.draws, counts, range),
              .begins = {}};
  for (connect::Edge& edge : chunk.edges) {
    edge.source = joined.from[edge.source];
    edge.target = joined.to[edge.target];
  }
  return chunk;
}

// All edges, by as many threads as there are; a list is read at once.
std::vector<Chunk> make_chunks(Network& network, ProjectionId id, const Joined& joined,
                               const connect::RowCounts& counts) {
  constexpr std::size_t kChunksPerPart = 4;
  const bool is_list = std::holds_alternative<connect::List>(joined.rule);
  const bool is_by_target = connect::axis_of(joined.rule) == connect::Axis::ByTarget;
  const std::uint64_t n = is_by_target ? joined.to.n : joined.from.n;
  const std::size_t n_chunks = is_list ? 1 : network.n_parts() * kChunksPerPart;
  std::vector<Chunk> chunks(n_chunks);
  const std::vector<std::uint32_t> parts = parts_of_blocks(network, id);
  network.for_parts([&](std::size_t part) {
    const PairCalls calls = pair_calls(network, id, joined, network.workers[part]);
    for (std::size_t i = part; i < n_chunks; i += network.n_parts()) {
      const connect::Range range{static_cast<connect::Cell>(n * i / n_chunks),
                                 static_cast<connect::Cell>(n * (i + 1) / n_chunks)};
      chunks[i] = make_chunk(joined, calls, counts, range);
      share_out(chunks[i], network.n_parts(), parts);
    }
  });
  return chunks;
}

// The chunks' edges into the targets of one part.
bool make_shard(const Network& network, ProjectionId id, std::size_t part,
                const std::vector<Chunk>& chunks, state::Shard& made) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  const state::CellRange here = network.state.partition.range(index_of(projection.target), part);
  state::ShardBuilder builder(network.state.partition.size(index_of(projection.source)), here);
  const auto over_edges = [&](const auto& f) {
    for (const Chunk& chunk : chunks) {
      for (std::size_t i = chunk.begins[part]; i < chunk.begins[part + 1]; ++i)
        f(chunk.edges[i]);
    }
  };
  over_edges([&](const connect::Edge& edge) { builder.count(edge.source); });
  if (!builder.start_placing()) return false;
  over_edges([&](const connect::Edge& edge) { builder.place(edge.source, edge.target); });
  if (!builder.finish()) return false;
  made = builder.take();
  for (const blueprint::FieldId field : network.state.projections[id].fields) {
    const blueprint::Field& column = network.blueprint.fields[field];
    made.columns.push_back(state::make_column(column.type, made.n_edges, column.length, 0));
    const state::Buffer& memory = made.columns.back().memory;
    if (memory.n_bytes() > 0 && memory.data() == nullptr) return false;
  }
  return true;
}

struct DelayRange {
  std::int32_t shortest = std::numeric_limits<std::int32_t>::max();
  std::int32_t longest = std::numeric_limits<std::int32_t>::min();
};

std::span<const std::int32_t> delays_in(const state::Edges& edges, std::size_t part,
                                        std::size_t column) {
  const state::Shard& shard = edges.shards[part];
  return {reinterpret_cast<const std::int32_t*>(shard.columns[column].block(0)), shard.n_edges};
}

DelayRange range_of(std::span<const std::int32_t> delays) {
  DelayRange range;
  for (const std::int32_t delay : delays) {
    range.shortest = std::min(range.shortest, delay);
    range.longest = std::max(range.longest, delay);
  }
  return range;
}

}  // namespace

status::Status connect_edges(Network& network, ProjectionId id, std::uint64_t memory_left) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  auto joined = joined_by(network, id);
  if (!joined) return joined.status();
  connect::RowCounts counts;
  {
    const PairCalls calls = pair_calls(network, id, *joined, network.workers[0]);
    const std::string why = connect::why_impossible(calls.rule, calls.ends);
    if (!why.empty()) return status::failure(Code::Input, "`" + projection.name + "`: " + why);
    counts = connect::row_counts(calls.rule, calls.ends, joined->draws);
  }
  const std::vector<Chunk> chunks = make_chunks(network, id, *joined, counts);
  std::uint64_t n_edges = 0;
  for (const Chunk& chunk : chunks)
    n_edges += chunk.edges.size();
  const std::uint64_t n_bytes = n_edges * bytes_per_edge(network.blueprint, id);
  if (n_bytes > memory_left) return no_room(network, id, n_bytes);
  state::Edges& edges = network.state.projections[id];
  edges.shards = std::vector<state::Shard>(network.n_parts());
  std::atomic<bool> is_short = false;
  network.for_parts([&](std::size_t part) {
    if (!make_shard(network, id, part, chunks, edges.shards[part])) is_short = true;
  });
  if (is_short) return no_room(network, id, n_bytes);
  if (exists(projection.pairs.row)) number_rows(network, id, *joined);
  if (!exists(projection.edge_delay)) {
    edges.delays = {static_cast<std::int32_t>(network.state.globals.whole(projection.delay, 1))};
  }
  return status::ok();
}

namespace {

// All delays that occur in a column, ascending.
status::Result<std::vector<std::int32_t>> delays_that_occur(Network& network, ProjectionId id,
                                                            std::size_t column,
                                                            std::int32_t shortest) {
  const state::Edges& edges = network.state.projections[id];
  std::vector<DelayRange> ranges(network.n_parts());
  network.for_parts(
      [&](std::size_t part) { ranges[part] = range_of(delays_in(edges, part, column)); });
  DelayRange range;
  for (const DelayRange& of_part : ranges) {
    range.shortest = std::min(range.shortest, of_part.shortest);
    range.longest = std::max(range.longest, of_part.longest);
  }
  std::vector<std::int32_t> delays;
  if (range.shortest > range.longest) return delays;
  constexpr std::int32_t kLongest = 1 << 24;
  for (const std::int32_t delay : {range.shortest, range.longest}) {
    if (delay >= shortest && delay <= kLongest) continue;
    return status::failure(Code::Input, "a synapse of `" + network.blueprint.projections[id].name +
                                            "` has a delay of " + std::to_string(delay) +
                                            " steps: it must be " + std::to_string(shortest) +
                                            " to " + std::to_string(kLongest));
  }
  const auto n_between = static_cast<std::size_t>(range.longest - range.shortest) + 1;
  std::vector<std::vector<std::uint8_t>> occurs(network.n_parts());
  network.for_parts([&](std::size_t part) {
    occurs[part].assign(n_between, 0);
    for (const std::int32_t delay : delays_in(edges, part, column)) {
      occurs[part][static_cast<std::size_t>(delay - range.shortest)] = 1;
    }
  });
  for (std::size_t i = 0; i < n_between; ++i) {
    if (std::ranges::any_of(occurs, [&](const auto& of_part) { return of_part[i] != 0; })) {
      delays.push_back(range.shortest + static_cast<std::int32_t>(i));
    }
  }
  return delays;
}

}  // namespace

status::Status sort_edges(Network& network, ProjectionId id) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  state::Edges& edges = network.state.projections[id];
  if (!exists(projection.edge_delay) || edges.shards.empty()) return status::ok();
  const std::size_t column = network.state.edge_column[projection.edge_delay];
  auto delays = delays_that_occur(network, id, column, 1);
  if (!delays) return delays.status();
  edges.delays = std::move(*delays);
  // Rows that were never sorted by delay are in the order of their targets.
  const bool are_by_target = std::ranges::all_of(
      edges.shards, [](const state::Shard& shard) { return shard.segments.data() == nullptr; });
  if (edges.delays.empty() || (edges.delays.size() == 1 && are_by_target)) return status::ok();
  std::atomic<bool> is_short = false;
  network.for_parts([&](std::size_t part) {
    if (!state::sort_by_delay(edges.shards[part], edges.delays, column)) is_short = true;
  });
  return is_short ? no_room(network, id, edges.n_edges() * bytes_per_edge(network.blueprint, id))
                  : status::ok();
}

status::Status index_edges(Network& network, ProjectionId id) {
  bool is_wanted = false;
  for (const blueprint::KernelInfo& kernel : network.blueprint.kernels) {
    is_wanted =
        is_wanted || (kernel.domain == blueprint::Domain::ColumnArrival && kernel.projection == id);
  }
  const blueprint::Projection& projection = network.blueprint.projections[id];
  state::Edges& edges = network.state.projections[id];
  if (!is_wanted || edges.shards.empty()) return status::ok();
  std::size_t column = 0;
  if (exists(projection.edge_dendritic_delay)) {
    column = network.state.edge_column[projection.edge_dendritic_delay];
    auto delays = delays_that_occur(network, id, column, 0);
    if (!delays) return delays.status();
    edges.dendritic_delays = std::move(*delays);
  }
  std::atomic<bool> is_short = false;
  network.for_parts([&](std::size_t part) {
    if (!state::index_by_target(edges.shards[part], edges.dendritic_delays, column))
      is_short = true;
  });
  return is_short ? no_room(network, id, edges.n_edges() * bytes_per_edge(network.blueprint, id))
                  : status::ok();
}

}  // namespace snn::exec
