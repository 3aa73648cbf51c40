#include "runtime/exec/plan.h"

#include "runtime/exec/conflicts.h"
#include "runtime/exec/match.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace snn::exec {

using blueprint::Domain;
using blueprint::KernelId;
using blueprint::Projection;
using blueprint::ProjectionId;

namespace {

class Planner {
 public:
  Planner(const blueprint::Blueprint& blueprint, const state::RunState& state)
      : blueprint_(blueprint), state_(state) {
    plan_.longest_delays.assign(blueprint.populations.size(), 0);
  }

  status::Result<StepPlan> plan() {
    for (const blueprint::Action& action : blueprint_.schedule.step) {
      match(
          action, [&](const blueprint::Launch& launch) { add_call(launch); },
          [&](const blueprint::Deliver& deliver) { add_arrivals(deliver.kernels); },
          [&](const blueprint::Connect&) { refuse("a step cannot make edges"); },
          [&](const blueprint::Route& route) { add<Collect>(route.population); },
          [&](const blueprint::Sum& sum) {
            add<SumBlocks>(sum.field, plan_.n_sums);
            add<SumUp>(plan_.n_sums++, sum.result);
          });
    }
    for (std::size_t i = 0; i < blueprint_.fields.size(); ++i) {
      const auto id = static_cast<blueprint::FieldId>(i);
      if (state_.cells[id].n_history > 0) add<Remember>(id);
    }
    if (problem_) return *problem_;
    set_meetings(blueprint_, plan_);
    return std::move(plan_);
  }

 private:
  void refuse(std::string text) {
    if (!problem_) problem_ = status::failure(status::Code::Input, std::move(text));
  }

  template <class What, class... Given>
  void add(Given&&... given) {
    plan_.actions.emplace_back().what = What{std::forward<Given>(given)...};
  }

  // Spikes of `population` are asked for `delay` steps later.
  void ask_for(blueprint::PopulationId population, std::int64_t delay) {
    std::int64_t& longest = plan_.longest_delays[index_of(population)];
    longest = std::max(longest, delay);
  }

  void add_call(const blueprint::Launch& launch) {
    const blueprint::KernelInfo& info = blueprint_.kernels[launch.kernel];
    Call call{.kernel = launch.kernel, .when = launch.when};
    if (info.domain == Domain::SourceArrival) {
      const Projection& projection = blueprint_.projections[info.projection];
      call.delay = at_least_one(projection, state_.globals.whole(projection.delay, 1));
      ask_for(projection.source, call.delay);
    } else if (differ_dendritic_delays(info)) {
      add_columns(call, info);
      return;
    } else if (info.domain == Domain::TargetArrival || info.domain == Domain::ColumnArrival) {
      const Projection& projection = blueprint_.projections[info.projection];
      call.delay = state_.globals.whole(projection.dendritic_delay, 0);
      if (call.delay < 0) {
        refuse("the dendritic delay of `" + projection.name + "` is " + std::to_string(call.delay) +
               " steps: it cannot be negative");
      }
      ask_for(projection.target, call.delay);
    } else if (info.domain == Domain::RowArrival || info.domain == Domain::Pair) {
      refuse("kernel `" + info.name + "` is not called by itself");
    }
    add<Call>(call);
  }

  [[nodiscard]] bool differ_dendritic_delays(const blueprint::KernelInfo& info) const {
    return info.domain == Domain::ColumnArrival &&
           exists(blueprint_.projections[info.projection].edge_dendritic_delay);
  }

  // Edges of one dendritic delay after the other; each belongs to one.
  void add_columns(Call call, const blueprint::KernelInfo& info) {
    const std::vector<std::int32_t>& delays = state_.projections[info.projection].dendritic_delays;
    for (std::size_t slot = 0; slot < delays.size(); ++slot) {
      ask_for(blueprint_.projections[info.projection].target, delays[slot]);
      call.delay = delays[slot];
      call.slot = slot;
      add<Call>(call);
    }
  }

  std::int64_t at_least_one(const Projection& projection, std::int64_t delay) {
    if (delay < 1) {
      refuse("the delay of `" + projection.name + "` is " + std::to_string(delay) +
             " steps: a spike arrives one step later at the earliest");
    }
    return delay;
  }

  void add_arrivals(const std::vector<KernelId>& kernels) {
    Arrivals deliver;
    for (const KernelId kernel : kernels) {
      const blueprint::KernelInfo& info = blueprint_.kernels[kernel];
      const Projection& projection = blueprint_.projections[info.projection];
      const std::vector<std::int32_t> delays = delays_of(info.projection);
      for (std::size_t slot = 0; slot < delays.size(); ++slot) {
        const std::int64_t delay = at_least_one(projection, delays[slot]);
        ask_for(projection.source, delay);
        deliver.arrivals.push_back({.delay = delay,
                                    .kernel = kernel,
                                    .projection = info.projection,
                                    .slot = slot,
                                    .n_delays = delays.size()});
      }
    }
    std::ranges::stable_sort(deliver.arrivals, std::ranges::greater{}, &Arrival::delay);
    add<Arrivals>(std::move(deliver));
  }

  std::vector<std::int32_t> delays_of(ProjectionId id) {
    const Projection& projection = blueprint_.projections[id];
    if (exists(projection.edge_delay)) return state_.projections[id].delays;
    return {static_cast<std::int32_t>(state_.globals.whole(projection.delay, 1))};
  }

  const blueprint::Blueprint& blueprint_;
  const state::RunState& state_;
  StepPlan plan_;
  std::optional<status::Status> problem_;
};

}  // namespace

status::Result<StepPlan> plan_step(const blueprint::Blueprint& blueprint,
                                   const state::RunState& state) {
  return Planner(blueprint, state).plan();
}

}  // namespace snn::exec
