#include "runtime/state/run_state.h"

#include <limits>
#include <string>
#include <utility>

namespace snn::state {

using blueprint::Field;
using blueprint::FieldId;
using blueprint::Place;
using blueprint::PopulationId;

std::uint64_t Edges::n_edges() const {
  std::uint64_t n = 0;
  for (const Shard& shard : shards)
    n += shard.n_edges;
  return n;
}

RunState::RunState(const blueprint::Blueprint& blueprint)
    : globals(blueprint.globals), blueprint_(blueprint) {
  for (std::size_t i = 0; i < blueprint.projections.size(); ++i)
    projections.add({});
  for (std::size_t i = 0; i < blueprint.fields.size(); ++i) {
    const auto id = static_cast<FieldId>(i);
    const Field& field = blueprint.fields[id];
    cells.add(field.place == Place::Run ? make_table(field.type, field.length, field.values)
                                        : Column{});
    std::size_t position = 0;
    if (field.place == Place::Edge) {
      Edges& edges = projections[field.projection];
      position = edges.fields.size();
      edges.fields.push_back(id);
    }
    edge_column.add(position);
  }
}

PopulationId owner_of(const blueprint::Blueprint& blueprint, FieldId id) {
  const Field& field = blueprint.fields[id];
  switch (field.place) {
    case Place::Cell: return field.population;
    case Place::Source: return blueprint.projections[field.projection].source;
    case Place::Target: return blueprint.projections[field.projection].target;
    case Place::Run:
    case Place::Edge: return PopulationId::none;
  }
  return PopulationId::none;
}

PopulationId RunState::owner(FieldId field) const {
  return owner_of(blueprint_, field);
}

status::Result<std::vector<std::uint64_t>> sizes_of(const blueprint::Blueprint& blueprint,
                                                    const Globals& globals) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();
  std::vector<std::uint64_t> sizes;
  for (const blueprint::Population& population : blueprint.populations) {
    const std::int64_t size = globals.whole(population.size);
    if (size < 1 || size > kLargest) {
      return status::failure(status::Code::Input, "the population `" + population.name +
                                                      "` would have " + std::to_string(size) +
                                                      " cells: it can have 1 to " +
                                                      std::to_string(kLargest));
    }
    sizes.push_back(static_cast<std::uint64_t>(size));
  }
  return sizes;
}

status::Status RunState::make_cells(std::size_t n_parts) {
  auto sizes = sizes_of(blueprint_, globals);
  if (!sizes) return sizes.status();
  partition = Partition(std::move(*sizes), n_parts);
  for (std::size_t i = 0; i < blueprint_.fields.size(); ++i) {
    const auto id = static_cast<FieldId>(i);
    const PopulationId population = owner(id);
    const Field& field = blueprint_.fields[id];
    if (exists(population)) make_cells_of(id, population);
    const Column& column = cells[id];
    if (column.memory.n_bytes() > 0 && column.memory.data() == nullptr) {
      return status::failure(status::Code::Memory,
                             "there is not enough memory for `" + field.name +
                                 "`: " + std::to_string(column.memory.n_bytes()) + " bytes");
    }
  }
  return status::ok();
}

void RunState::make_cells_of(FieldId id, PopulationId population) {
  const Field& field = blueprint_.fields[id];
  const std::int64_t n_history = globals.whole(field.history);
  cells[id] = make_column(field.type, partition.size(index_of(population)), field.length,
                          n_history > 0 ? static_cast<std::uint64_t>(n_history) : 0);
}

}  // namespace snn::state
