#pragma once
// Everything of a network that changes while it runs, and the edges it runs along.

#include "runtime/blueprint/blueprint.h"
#include "runtime/state/column.h"
#include "runtime/state/globals.h"
#include "runtime/state/partition.h"
#include "runtime/state/shard.h"
#include "runtime/status/status.h"

#include <cstdint>
#include <vector>

namespace snn::state {

/// One projection: its edges, part by part.
struct Edges {
  std::vector<blueprint::FieldId> fields;      // of its edges, in the order of their columns
  std::vector<std::int32_t> delays;            // that occur, in steps, ascending
  std::vector<std::int32_t> dendritic_delays;  // likewise, where edges differ
  std::vector<Shard> shards;                   // by part; empty before it is connected

  [[nodiscard]] std::uint64_t n_edges() const;
};

class RunState {
 public:
  explicit RunState(const blueprint::Blueprint& blueprint);

  /// Room for all fields of cells, of sizes that the globals say.
  status::Status make_cells(std::size_t n_parts);

  std::int64_t step = 0;  // steps that ended
  Globals globals;
  Partition partition;
  /// By field; empty for fields of edges.
  blueprint::Table<blueprint::FieldId, Column> cells;
  blueprint::Table<blueprint::ProjectionId, Edges> projections;
  /// By field: which column of its projection's shards.
  blueprint::Table<blueprint::FieldId, std::size_t> edge_column;

  /// The population whose cells a field has values for; none for a field of edges.
  [[nodiscard]] blueprint::PopulationId owner(blueprint::FieldId field) const;

 private:
  void make_cells_of(blueprint::FieldId id, blueprint::PopulationId population);

  const blueprint::Blueprint& blueprint_;
};

/// By population, from the globals; why not, when a size is no number of cells.
[[nodiscard]] status::Result<std::vector<std::uint64_t>> sizes_of(
    const blueprint::Blueprint& blueprint, const Globals& globals);

/// The population whose cells a field has values for; none for a field of edges.
[[nodiscard]] blueprint::PopulationId owner_of(const blueprint::Blueprint& blueprint,
                                               blueprint::FieldId field);

}  // namespace snn::state
