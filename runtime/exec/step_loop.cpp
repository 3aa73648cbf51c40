#include "runtime/exec/step_loop.h"

#include "runtime/exec/launch.h"
#include "runtime/exec/match.h"
#include "runtime/exec/sums.h"

namespace snn::exec {
namespace {

void collect(Network& network, std::size_t part, std::int64_t step, const Collect& it) {
  const blueprint::Population& population = network.blueprint.populations[it.population];
  if (!exists(population.fired)) return;
  const state::Column& marks = network.state.cells[population.fired];
  network.spikes[index_of(it.population)].collect(
      step, part, reinterpret_cast<const std::uint8_t*>(marks.block(0)));
}

void remember(Network& network, std::size_t part, std::int64_t step, const Remember& it) {
  state::Column& column = network.state.cells[it.field];
  const state::CellRange here = state::part_of(column.n_elements, network.n_parts(), part);
  column.remember(step, here.begin, here.end);
}

void act(Network& network, std::size_t part, std::int64_t step, const PlannedAction& action,
         std::uint32_t number) {
  match(
      action.what,
      [&](const Call& call) {
        if (exists(call.when) && network.state.globals.get(call.when) == 0) return;
        launch(network, part, call, {.action = number});
      },
      [&](const Arrivals& arrivals) { deliver(network, part, arrivals, number); },
      [&](const Collect& it) { collect(network, part, step, it); },
      [&](const Remember& it) { remember(network, part, step, it); },
      [&](const SumBlocks& it) {
        const state::Column& column = network.state.cells[it.field];
        const state::CellRange here = state::part_of(column.n_elements, network.n_parts(), part);
        sum_blocks(column, here.begin, here.end, network.sums[it.sum]);
      },
      [&](const SumUp& it) {
        if (part == 0) network.state.globals.set(it.result, sum_up(network.sums[it.sum]));
      });
}

}  // namespace

void run_steps(Network& network, std::int64_t begin, std::int64_t end) {
  const std::size_t n_active = network.n_active;
  const std::vector<PlannedAction>& actions = network.plan.actions;
  network.team.run(n_active, [&](std::size_t thread) {
    for (std::int64_t step = begin; step < end; ++step) {
      network.for_parts_of(
          thread, [&](std::size_t part) { set_step(network, network.workers[part], step); });
      // From one meeting to the next a part does everything while its cells are near.
      for (std::size_t first = 0; first < actions.size();) {
        if (actions[first].is_after_meeting) network.team.meet(n_active);
        std::size_t last = first + 1;
        while (last < actions.size() && !actions[last].is_after_meeting)
          ++last;
        network.for_parts_of(thread, [&](std::size_t part) {
          for (std::size_t i = first; i < last; ++i)
            act(network, part, step, actions[i], static_cast<std::uint32_t>(i));
        });
        first = last;
      }
    }
  });
}

}  // namespace snn::exec
