#include "compiler/lower/pools.h"

#include "compiler/lower/edge_phase.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/slices.h"
#include "compiler/network/spread.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::Domain;
using model::SymbolKind;
using network::Spread;

namespace {

/// Something injected, in the names of the synapse or of the network.
struct Gift {
  ExprId value;
  network::InstanceId in;
  SymbolId port;
};

std::vector<Gift> gifts_of(const Workspace& work, network::ProjectionId id) {
  const network::Projection& projection = work.network.projections[id];
  std::vector<Gift> gifts;
  if (projection.synapse) {
    for (const model::Injection& injection : work.model.components[projection.synapse].injections) {
      const auto named = projection.named_ports.find(injection.port);
      gifts.push_back(
          {injection.value, projection.instance,
           named == projection.named_ports.end() ? projection.target.port : named->second});
    }
  }
  for (const network::Inject& inject : projection.injections)
    gifts.push_back({inject.value.expr, inject.value.in, inject.port});
  return gifts;
}

// Only parameters and definitions: nothing that an edge would have to keep or to draw.
bool is_plain(const model::Component& synapse) {
  return synapse.handlers.empty() && synapse.equations.empty() &&
         std::ranges::all_of(synapse.variables, [](const model::Variable& variable) {
           return variable.kind == SymbolKind::Param || variable.kind == SymbolKind::Let;
         });
}

}  // namespace

bool is_pool(const Workspace& work, network::ProjectionId id) {
  const network::Projection& projection = work.network.projections[id];
  const network::Pairs& pairs = projection.pairs;
  const bool is_all = std::holds_alternative<network::AllPairs>(pairs.rule) && !pairs.where &&
                      !pairs.except && !pairs.excepts_self;
  if (!is_all || projection.carries_spikes || !projection.rules.empty() ||
      projection.target.cable || projection.delay.spread != Spread::Shared)
    return false;
  if (projection.synapse && !is_plain(work.model.components[projection.synapse])) return false;
  const auto is_of_edges = [](Spread spread) {
    return spread != Spread::Shared && spread != Spread::PerPre;
  };
  if (std::ranges::any_of(projection.settings, [&](const network::Setting& setting) {
        return setting.is_draw || is_of_edges(setting.spread);
      }))
    return false;
  const std::vector<Gift> gifts = gifts_of(work, id);
  return !gifts.empty() && std::ranges::none_of(gifts, [&](const Gift& gift) {
    return is_of_edges(network::spread_of(work.model, work.network, projection, gift.value));
  });
}

std::vector<blueprint::Action> write_pool(Workspace& work, Numbers& numbers,
                                          network::ProjectionId id) {
  const network::Projection& projection = work.network.projections[id];
  const GlobalId delay = work.program.blueprint.projections[work.edges[id].id].delay;
  const std::vector<Gift> gifts = gifts_of(work, id);
  std::vector<blueprint::Action> actions;
  EdgePhase give(work, numbers, id, "gives", Domain::EachCell, Seat::Source);
  EdgePhase take(work, numbers, id, "takes", Domain::EachCell, Seat::Target);
  if (projection.delay.value.is_given() && blueprint::exists(delay)) give.names_.look_back(delay);
  give.use_slot(0);
  const std::optional<ValueId> gives = is_among(
      give.builder_, slice_of(work, numbers, projection.source, projection.path + " from"));
  for (std::size_t k = 0; k < gifts.size(); ++k) {
    const std::string name =
        fmt::format("{} given{}", projection.path, k > 0 ? fmt::format(" {}", k) : std::string());
    const FieldId field =
        work.add_field({.name = name,
                        .type = Type::Real,
                        .role = blueprint::FieldRole::Derived,
                        .population = work.cells[projection.source.population].id});
    const GlobalId sum = work.blueprint().globals.add(
        {.name = name + " by all", .type = Type::F64, .role = blueprint::GlobalRole::Derived});
    give.names_.look_in(gifts[k].in);
    ValueId value = give.here_.to_real(give.here_.value(gifts[k].value));
    if (gives) value = give.here_.choose(*gives, value, give.here_.number(0));
    give.builder_.store({ir::Frame::Self, field}, value);
    actions.emplace_back(blueprint::Sum{field, sum});
    ValueId given = take.here_.to_real(take.builder_.load_global(sum));
    const auto takes = is_among(
        take.builder_, slice_of(work, numbers, projection.target.cells, projection.path + " to"));
    if (takes) given = take.here_.choose(*takes, given, take.here_.number(0));
    const FieldId input = input_of(work, projection.target, gifts[k].port);
    if (!blueprint::exists(input)) throw Unsupported("this port", projection.span);
    take.builder_.accumulate({ir::Frame::Self, input}, given);
  }
  actions.insert(actions.begin(), blueprint::Launch{give.finish()});
  actions.emplace_back(blueprint::Launch{take.finish()});
  return actions;
}

}  // namespace snn::lower
