#include "runtime/exec/set_up.h"

#include "runtime/exec/connect_edges.h"
#include "runtime/exec/failures.h"
#include "runtime/exec/launch.h"
#include "runtime/exec/match.h"
#include "runtime/exec/memory.h"
#include "runtime/exec/parts.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::exec {

using blueprint::Domain;
using blueprint::FieldId;
using blueprint::KernelId;
using blueprint::ProjectionId;
using status::Code;
using status::Status;

namespace {

bool is_for_all_steps(Domain domain) {
  return domain == Domain::Once || domain == Domain::EachCell || domain == Domain::EachEdge;
}

Status run_kernel(Network& network, KernelId kernel, std::uint32_t action) {
  const blueprint::KernelInfo& info = network.blueprint.kernels[kernel];
  if (!is_for_all_steps(info.domain)) {
    return status::failure(Code::Input, "kernel `" + info.name + "` runs in a step only");
  }
  const auto run = [&](std::size_t part) {
    set_step(network, network.workers[part], network.state.step);
    launch(network, part, {.kernel = kernel}, {.action = action});
  };
  if (info.domain == Domain::Once) {
    run(0);
  } else {
    network.for_parts(run);
  }
  return status_of_failure(network);
}

Status run_actions(Network& network, const std::vector<blueprint::Action>& actions) {
  std::uint32_t number = 0;
  for (const blueprint::Action& action : actions) {
    Status status = match(
        action, [&](const blueprint::Launch& it) { return run_kernel(network, it.kernel, number); },
        [&](const blueprint::Connect& it) {
          for (Worker& worker : network.workers)
            set_step(network, worker, network.state.step);
          Status connected = connect_edges(network, it.projection, memory_left(network));
          point_at_columns(network);
          if (!connected) return connected;
          return status_of_failure(network);
        },
        [](const blueprint::Deliver&) {
          return status::failure(Code::Input, "no spikes are delivered before the first step");
        },
        [](const blueprint::Route&) {
          return status::failure(Code::Input, "no spikes are collected before the first step");
        },
        [](const blueprint::Sum&) {
          return status::failure(Code::Input, "nothing is added up before the first step");
        });
    if (!status) return status;
    ++number;
  }
  return status::ok();
}

Status plan(Network& network) {
  auto planned = plan_step(network.blueprint, network.state);
  if (!planned) return planned.status();
  network.plan = std::move(*planned);
  network.sums.resize(network.plan.n_sums);
  for (const PlannedAction& action : network.plan.actions) {
    const auto* blocks = std::get_if<SumBlocks>(&action.what);
    if (blocks == nullptr) continue;
    const std::uint64_t n_cells = network.state.cells[blocks->field].n_elements;
    network.sums[blocks->sum].assign(state::whole_blocks(n_cells) / state::kBlock, 0);
  }
  network.spikes.resize(network.blueprint.populations.size());
  for (std::size_t i = 0; i < network.spikes.size(); ++i) {
    // The present step, all that are asked for, and one that a slower thread may still read.
    const auto n_steps = static_cast<std::uint64_t>(network.plan.longest_delays[i]) + 2;
    events::SpikeLog& log = network.spikes[i];
    if (log.n_groups() > 0 && log.n_steps() >= n_steps) continue;
    const std::uint64_t n_cells = network.state.partition.size(i);
    const std::uint64_t n_bytes = events::SpikeLog::bytes_for(n_cells, n_steps);
    events::SpikeLog longer;
    if (n_bytes <= memory_left(network)) {
      longer = events::SpikeLog(n_cells, network.n_parts(), network.n_groups, n_steps);
    }
    if (longer.n_groups() == 0 || !longer.is_made()) {
      const auto id = static_cast<blueprint::PopulationId>(i);
      return status::failure(Code::Memory, "there is not enough memory for the spikes of `" +
                                               network.blueprint.populations[id].name +
                                               "` that are under way: " + in_words(n_bytes));
    }
    if (log.n_groups() > 0) longer.continue_from(log, network.state.step - 1);
    log = std::move(longer);
  }
  return status::ok();
}

// What set-up settles for good: sizes, and how much past is kept.
struct Settled {
  std::vector<std::uint64_t> sizes;
  std::vector<std::int64_t> histories;  // by field
};

Settled settled(const Network& network) {
  Settled now;
  for (const blueprint::Population& population : network.blueprint.populations) {
    now.sizes.push_back(static_cast<std::uint64_t>(network.state.globals.whole(population.size)));
  }
  for (const blueprint::Field& field : network.blueprint.fields) {
    now.histories.push_back(network.state.globals.whole(field.history));
  }
  return now;
}

Status refuse_change(const Network& network, const Settled& before, const Settled& after) {
  for (std::size_t i = 0; i < before.sizes.size(); ++i) {
    if (before.sizes[i] == after.sizes[i]) continue;
    const auto id = static_cast<blueprint::PopulationId>(i);
    return status::failure(Code::Input, "the population `" +
                                            network.blueprint.populations[id].name + "` has " +
                                            std::to_string(before.sizes[i]) +
                                            " cells since it was built; it cannot have " +
                                            std::to_string(after.sizes[i]) + " now");
  }
  for (std::size_t i = 0; i < before.histories.size(); ++i) {
    if (before.histories[i] == after.histories[i]) continue;
    const auto id = static_cast<FieldId>(i);
    return status::failure(Code::Input, "the past of `" + network.blueprint.fields[id].name +
                                            "` is kept for " + std::to_string(before.histories[i]) +
                                            " steps since it was built; it cannot be " +
                                            std::to_string(after.histories[i]) + " now");
  }
  return status::ok();
}

Status over_projections(Network& network, Status (*f)(Network&, ProjectionId)) {
  for (std::size_t i = 0; i < network.blueprint.projections.size(); ++i) {
    Status status = f(network, static_cast<ProjectionId>(i));
    if (!status) return status;
  }
  return status::ok();
}

}  // namespace

Status derive_numbers(Network& network) {
  for (const blueprint::Action& action : network.blueprint.schedule.numbers) {
    const auto* launched = std::get_if<blueprint::Launch>(&action);
    const bool is_once =
        launched != nullptr && network.blueprint.kernels[launched->kernel].domain == Domain::Once;
    if (!is_once) return status::failure(Code::Input, "numbers come before cells and edges");
  }
  return run_actions(network, network.blueprint.schedule.numbers);
}

Status set_up(Network& network) {
  const blueprint::Schedule& schedule = network.blueprint.schedule;
  Status status = derive_numbers(network);
  if (!status) return status;
  const auto sizes = state::sizes_of(network.blueprint, network.state.globals);
  if (!sizes) return sizes.status();
  network.state.partition = state::Partition(*sizes, 1);
  const Cut cut = cut_of(network);
  make_workers(network, cut.n_groups, cut.n_in_group);
  network.state.partition = state::Partition(*sizes, network.n_parts());
  status = check_memory(network);
  if (!status) return status;
  status = network.state.make_cells(network.n_parts());
  if (!status) return status;
  const std::uint64_t largest = sizes->empty() ? 0 : *std::ranges::max_element(*sizes);
  for (Worker& worker : network.workers) {
    worker.row_begin.assign(largest, 0);
    worker.row_end.assign(largest, 0);
  }
  point_at_columns(network);
  status = run_actions(network, schedule.build);
  if (!status) return status;
  status = over_projections(network, sort_edges);
  if (!status) return status;
  status = run_actions(network, schedule.coefficients);
  if (!status) return status;
  status = run_actions(network, schedule.init);
  if (!status) return status;
  status = over_projections(network, index_edges);
  if (!status) return status;
  for (state::Column& column : network.state.cells)
    column.fill_history();
  return plan(network);
}

Status derive_again(Network& network) {
  const Settled before = settled(network);
  Status status = derive_numbers(network);
  if (!status) return status;
  status = refuse_change(network, before, settled(network));
  if (!status) return status;
  status = run_actions(network, network.blueprint.schedule.coefficients);
  if (!status) return status;
  return plan(network);
}

Status delays_changed(Network& network, ProjectionId projection) {
  Status status = sort_edges(network, projection);
  if (!status) return status;
  status = index_edges(network, projection);
  if (!status) return status;
  point_at_columns(network);
  return plan(network);
}

Status run_between_steps(Network& network, KernelId kernel) {
  Status status = run_kernel(network, kernel, 0);
  if (!status || network.blueprint.kernels[kernel].domain != Domain::EachCell) return status;
  // What a field was at the end of the last step includes what is changed before the next.
  for (state::Column& column : network.state.cells) {
    if (network.state.step == 0) {
      column.fill_history();
    } else {
      column.remember(network.state.step - 1, 0, column.n_elements);
    }
  }
  return status;
}

}  // namespace snn::exec
