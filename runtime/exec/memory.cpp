#include "runtime/exec/memory.h"

#include "runtime/blueprint/edge_bytes.h"
#include "runtime/exec/ends.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace snn::exec {

using blueprint::bytes_per_edge;
using blueprint::FieldId;
using blueprint::index_of;
using blueprint::PopulationId;
using blueprint::ProjectionId;
using blueprint::Rule;

namespace {

double edges_of(const Network& network, ProjectionId id, const Joined& joined) {
  const blueprint::Pairs& pairs = network.blueprint.projections[id].pairs;
  const auto n_sources = static_cast<double>(joined.from.n);
  const auto n_targets = static_cast<double>(joined.to.n);
  const double number = exists(pairs.number) ? network.state.globals.get(pairs.number) : 0;
  const bool is_chosen = exists(pairs.allows);
  switch (pairs.rule) {
    case Rule::All: return is_chosen ? 0 : n_sources * n_targets;
    case Rule::OneToOne: return std::min(n_sources, n_targets);
    case Rule::Probability: return is_chosen ? 0 : n_sources * n_targets * number;
    case Rule::PairProbability: return 0;
    case Rule::FixedIn: return n_targets * number;
    case Rule::FixedOut: return n_sources * number;
    case Rule::FixedTotal: return number;
    case Rule::List:
    case Rule::Matrix:
      return static_cast<double>(std::get<connect::List>(joined.rule).pairs.size());
  }
  return 0;
}

void add_buffer(std::vector<MemoryRow>& rows, const std::string& what, std::uint64_t n,
                const state::Buffer& buffer) {
  if (buffer.n_bytes() == 0) return;
  rows.push_back({.what = what, .n_elements = n, .n_bytes = buffer.n_bytes()});
}

void add_edges(const Network& network, ProjectionId id, std::vector<MemoryRow>& rows) {
  const std::string& name = network.blueprint.projections[id].name;
  const state::Edges& edges = network.state.projections[id];
  const auto add = [&](std::string_view what, auto member) {
    MemoryRow row{.what = name + ": " + std::string(what), .n_elements = edges.n_edges()};
    for (const state::Shard& shard : edges.shards)
      row.n_bytes += (shard.*member).n_bytes();
    if (row.n_bytes > 0) rows.push_back(row);
  };
  add("rows", &state::Shard::begins);
  add("targets", &state::Shard::targets);
  add("multiplicities", &state::Shard::multiplicities);
  add("delays in rows", &state::Shard::segments);
  add("by target", &state::Shard::by_target);
  add("targets' rows", &state::Shard::target_begins);
  add("sources", &state::Shard::sources);
  for (std::size_t i = 0; i < edges.fields.size(); ++i) {
    MemoryRow row{.what = network.blueprint.fields[edges.fields[i]].name,
                  .n_elements = edges.n_edges()};
    for (const state::Shard& shard : edges.shards) {
      row.n_bytes += shard.columns[i].memory.n_bytes();
    }
    rows.push_back(row);
  }
}

}  // namespace

std::string in_words(std::uint64_t n_bytes) {
  constexpr double kThousand = 1000;
  static constexpr const char* kUnits[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  auto amount = static_cast<double>(n_bytes);
  std::size_t unit = 0;
  while (amount >= kThousand && unit + 1 < std::size(kUnits)) {
    amount /= kThousand;
    ++unit;
  }
  char text[32];
  std::snprintf(text, sizeof(text), unit == 0 ? "%.0f %s" : "%.1f %s", amount, kUnits[unit]);
  return text;
}

double expected_edges(const Network& network, ProjectionId id) {
  if (!blueprint::has_edges(network.blueprint, id)) return 0;
  const auto joined = joined_by(network, id);
  return joined ? std::max(edges_of(network, id, *joined), 0.0) : 0;
}

status::Status check_memory(const Network& network) {
  std::vector<MemoryRow> rows;
  const auto n_cells = [&](PopulationId id) { return network.state.partition.size(index_of(id)); };
  for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
    const auto id = static_cast<FieldId>(i);
    const blueprint::Field& field = network.blueprint.fields[id];
    const PopulationId owner = network.state.owner(id);
    if (!exists(owner)) continue;
    const std::int64_t n_past =
        std::max<std::int64_t>(network.state.globals.whole(field.history), 0);
    const std::uint64_t n_blocks = field.length + static_cast<std::uint64_t>(n_past);
    rows.push_back({.what = "`" + field.name + "`",
                    .n_elements = n_cells(owner),
                    .n_bytes = state::Column::bytes_for(field.type, n_cells(owner), n_blocks)});
  }
  double most_while_made = 0;
  for (std::size_t i = 0; i < network.blueprint.projections.size(); ++i) {
    const auto id = static_cast<ProjectionId>(i);
    if (!blueprint::has_edges(network.blueprint, id)) continue;
    auto joined = joined_by(network, id);
    if (!joined) return joined.status();
    const double n_edges = std::max(edges_of(network, id, *joined), 0.0);
    const double n_bytes = n_edges * static_cast<double>(bytes_per_edge(network.blueprint, id));
    // Before the edges of a projection are in their rows they stand in a list.
    most_while_made =
        std::max(most_while_made, n_edges * static_cast<double>(sizeof(connect::Edge)));
    constexpr double kLargest = 0x1p62;
    rows.push_back({.what = "the synapses of `" + network.blueprint.projections[id].name + "`",
                    .n_elements = static_cast<std::uint64_t>(std::min(n_edges, kLargest)),
                    .n_bytes = static_cast<std::uint64_t>(std::min(n_bytes, kLargest))});
  }
  double needed = most_while_made;
  for (const MemoryRow& row : rows)
    needed += static_cast<double>(row.n_bytes);
  const std::uint64_t limit = network.options.memory_limit;
  if (needed <= static_cast<double>(limit)) return status::ok();
  const MemoryRow& most = *std::ranges::max_element(rows, {}, &MemoryRow::n_bytes);
  return status::failure(status::Code::Memory,
                         "the network needs " + in_words(static_cast<std::uint64_t>(needed)) +
                             " of memory and " + in_words(limit) + " may be used; " + most.what +
                             " take " + in_words(most.n_bytes) + " (" +
                             std::to_string(most.n_elements) + " values)");
}

std::vector<MemoryRow> memory_of(const Network& network) {
  std::vector<MemoryRow> rows;
  for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
    const auto id = static_cast<FieldId>(i);
    const state::Column& column = network.state.cells[id];
    add_buffer(rows, network.blueprint.fields[id].name, column.n_elements, column.memory);
  }
  for (std::size_t i = 0; i < network.blueprint.projections.size(); ++i) {
    add_edges(network, static_cast<ProjectionId>(i), rows);
  }
  for (std::size_t i = 0; i < network.spikes.size(); ++i) {
    const auto id = static_cast<PopulationId>(i);
    const events::SpikeLog& log = network.spikes[i];
    const std::uint64_t n = network.state.partition.size(i);
    rows.push_back({.what = network.blueprint.populations[id].name + ": spikes under way",
                    .n_elements = n * log.n_steps(),
                    .n_bytes = events::SpikeLog::bytes_for(n, log.n_steps())});
  }
  return rows;
}

std::uint64_t memory_left(const Network& network) {
  std::uint64_t taken = 0;
  for (const MemoryRow& row : memory_of(network))
    taken += row.n_bytes;
  const std::uint64_t limit = network.options.memory_limit;
  return taken < limit ? limit - taken : 0;
}

}  // namespace snn::exec
