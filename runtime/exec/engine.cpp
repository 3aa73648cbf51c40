#include "runtime/exec/engine.h"

#include "runtime/exec/edge_order.h"
#include "runtime/exec/failures.h"
#include "runtime/exec/finite.h"
#include "runtime/exec/finite_edges.h"
#include "runtime/exec/memory.h"
#include "runtime/exec/network.h"
#include "runtime/exec/pace.h"
#include "runtime/exec/set_up.h"
#include "runtime/exec/step_loop.h"

#include <algorithm>
#include <utility>

namespace snn::exec {

using blueprint::FieldId;
using blueprint::GlobalId;
using blueprint::index_of;
using blueprint::KernelId;
using blueprint::PopulationId;
using blueprint::ProjectionId;
using status::Code;
using status::Status;

class Engine::Impl {
 public:
  Impl(const blueprint::Blueprint& blueprint, const Kernels& kernels, EngineOptions options)
      : network(blueprint, kernels, std::move(options)) {
    make_workers(network, 1, 1);
  }

  // The steps up to the next moment when somebody looks: the observer, the check of the states.
  std::int64_t steps_until_look(std::int64_t n_left, bool is_observed) const {
    if (is_observed) return 1;
    return std::min({n_left, kStepsBetweenChecks - n_unchecked, pace.steps_until_change()});
  }

  Status advance(std::int64_t n_steps, const std::atomic<bool>* stop, const Observer& observer,
                 const Engine& engine) {
    const std::int64_t last = network.state.step + n_steps;
    bool goes_on = true;
    while (goes_on && network.state.step < last) {
      if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
        return status::failure(Code::Interrupted, "the run was stopped");
      }
      const std::int64_t begin = network.state.step;
      const std::int64_t n = steps_until_look(last - begin, static_cast<bool>(observer));
      network.n_active = pace.n_active();
      pace.start();
      run_steps(network, begin, begin + n);
      pace.stop(n);
      network.state.step += n;
      n_unchecked += n;
      Status failed = status_of_failure(network);
      if (!failed) return failed;
      if (observer) goes_on = observer(engine);
      const bool is_end = !goes_on || network.state.step == last;
      if (is_end) {
        look_at_all_edges(network);
        if (Status wrong = status_of_failure(network); !wrong) return wrong;
      }
      if (n_unchecked >= kStepsBetweenChecks || is_end) {
        n_unchecked = 0;
        if (const auto wrong = finite.find(network)) return not_finite(network, *wrong);
      }
    }
    return status::ok();
  }

  // Rarely enough to cost nothing, often enough to name a time near the cause.
  static constexpr std::int64_t kStepsBetweenChecks = 64;

  Network network;
  FiniteCheck finite;
  Pace pace;
  std::int64_t n_unchecked = 0;
  // Where the spikes of several parts are joined for a reader; by population.
  std::vector<std::vector<std::uint32_t>> joined_spikes;
};

Engine::Engine(const blueprint::Blueprint& blueprint, const Kernels& kernels, EngineOptions options)
    : impl_(std::make_unique<Impl>(blueprint, kernels, std::move(options))) {}
Engine::~Engine() = default;

Status Engine::derive_numbers() {
  return exec::derive_numbers(impl_->network);
}

Status Engine::set_up() {
  Status status = exec::set_up(impl_->network);
  if (!status) return status;
  impl_->finite.start(impl_->network);
  watch_edges(impl_->network);
  impl_->pace = Pace(impl_->network.n_groups, impl_->network.options.may_use_fewer_threads);
  impl_->joined_spikes.resize(impl_->network.blueprint.populations.size());
  for (std::size_t i = 0; i < impl_->joined_spikes.size(); ++i) {
    impl_->joined_spikes[i].reserve(impl_->network.state.partition.size(i));
  }
  return status;
}

Status Engine::derive() {
  return derive_again(impl_->network);
}

Status Engine::advance(std::int64_t n_steps, const std::atomic<bool>* stop,
                       const Observer& observer) {
  impl_->network.failure.reset();
  return impl_->advance(n_steps, stop, observer, *this);
}

Status Engine::run_kernel(KernelId kernel) {
  impl_->network.failure.reset();
  return run_between_steps(impl_->network, kernel);
}

const std::optional<Failure>& Engine::failure() const {
  return impl_->network.failure;
}

std::int64_t Engine::step() const {
  return impl_->network.state.step;
}

double Engine::time() const {
  return static_cast<double>(step()) * impl_->network.dt();
}

double Engine::global(GlobalId id) const {
  return impl_->network.state.globals.get(id);
}

void Engine::set_global(GlobalId id, double value) {
  impl_->network.state.globals.set(id, value);
}

std::uint64_t Engine::size(PopulationId id) const {
  return impl_->network.state.partition.size(index_of(id));
}

std::span<const std::uint32_t> Engine::fired(PopulationId id) const {
  const events::SpikeLog& log = impl_->network.spikes[index_of(id)];
  const std::int64_t last = step() - 1;
  if (log.n_groups() == 1) return log.of_group(last, 0);
  std::vector<std::uint32_t>& joined = impl_->joined_spikes[index_of(id)];
  joined.clear();
  for (std::size_t group = 0; group < log.n_groups(); ++group) {
    const auto spikes = log.of_group(last, group);
    joined.insert(joined.end(), spikes.begin(), spikes.end());
  }
  return joined;
}

std::uint64_t Engine::n_elements(FieldId id) const {
  return impl_->network.state.cells[id].n_elements;
}

double Engine::cell(FieldId id, std::uint64_t index, std::uint32_t at) const {
  return impl_->network.state.cells[id].get(index, at);
}

void Engine::set_cell(FieldId id, std::uint64_t index, double value, std::uint32_t at) {
  impl_->network.state.cells[id].set(index, value, at);
}

std::span<const std::byte> Engine::column(FieldId id, std::uint32_t at) const {
  const state::Column& column = impl_->network.state.cells[id];
  return {column.block(at), column.n_elements * state::bytes_of(column.type)};
}

std::uint64_t Engine::n_edges(ProjectionId id) const {
  return impl_->network.state.projections[id].n_edges();
}

EdgeTable Engine::edges(ProjectionId id) const {
  EdgeTable table;
  for (const EdgePlace& place : ordered_edges(impl_->network, id)) {
    table.sources.push_back(place.source);
    table.targets.push_back(place.target);
    table.multiplicities.push_back(place.multiplicity);
    table.delays.push_back(place.delay);
  }
  return table;
}

std::vector<double> Engine::edge_values(FieldId id, std::uint32_t at) const {
  const Network& network = impl_->network;
  const ProjectionId projection = network.blueprint.fields[id].projection;
  const state::Edges& edges = network.state.projections[projection];
  std::vector<double> values;
  for (const EdgePlace& place : ordered_edges(network, projection)) {
    const state::Shard& shard = edges.shards[place.part];
    values.push_back(shard.columns[network.state.edge_column[id]].get(place.edge, at));
  }
  return values;
}

Status Engine::set_edge_values(FieldId id, std::span<const double> values, std::uint32_t at) {
  Network& network = impl_->network;
  const ProjectionId projection = network.blueprint.fields[id].projection;
  state::Edges& edges = network.state.projections[projection];
  std::size_t i = 0;
  for (const EdgePlace& place : ordered_edges(network, projection)) {
    if (i == values.size()) break;
    state::Shard& shard = edges.shards[place.part];
    shard.columns[network.state.edge_column[id]].set(place.edge, values[i++], at);
  }
  if (network.blueprint.projections[projection].edge_delay != id) return status::ok();
  return delays_changed(network, projection);
}

std::vector<MemoryRow> Engine::memory() const {
  return memory_of(impl_->network);
}

std::size_t Engine::n_threads() const {
  return impl_->network.n_active;
}

}  // namespace snn::exec
