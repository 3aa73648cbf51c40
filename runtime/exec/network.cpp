#include "runtime/exec/network.h"

#include "runtime/exec/services.h"

namespace snn::exec {

using blueprint::FieldId;
using blueprint::index_of;
using blueprint::Place;

void make_workers(Network& network, std::size_t n_groups, std::size_t n_in_group) {
  const std::size_t n_parts = n_groups * n_in_group;
  network.workers = std::vector<Worker>(n_parts);
  network.n_groups = n_groups;
  network.n_active = n_groups;
  for (std::size_t part = 0; part < n_parts; ++part) {
    Worker& worker = network.workers[part];
    worker.part = part;
    worker.fields.assign(network.blueprint.fields.size(), nullptr);
    worker.strides.assign(network.blueprint.fields.size(), 0);
    worker.args = {.globals = network.state.globals.memory(),
                   .fields = worker.fields.data(),
                   .strides = worker.strides.data(),
                   .failure = &worker.failure,
                   .services = &services(),
                   .data = network.data.data()};
  }
  point_at_columns(network);
}

void point_at_columns(Network& network) {
  for (Worker& worker : network.workers) {
    for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
      const auto id = static_cast<FieldId>(i);
      const blueprint::Field& field = network.blueprint.fields[id];
      const state::Column* column = &network.state.cells[id];
      if (field.place == Place::Edge) {
        const state::Edges& edges = network.state.projections[field.projection];
        if (edges.shards.empty()) continue;
        column = &edges.shards[worker.part].columns[network.state.edge_column[id]];
      }
      worker.fields[i] = column->memory.data();
      worker.strides[i] = column->stride;
    }
  }
}

void set_step(Network& network, Worker& worker, std::int64_t step) {
  worker.args.step = step;
  worker.args.dt = network.dt();
  worker.args.time = static_cast<double>(step) * worker.args.dt;
  worker.args.seed = network.state.globals.bits(network.blueprint.seed);
}

}  // namespace snn::exec
