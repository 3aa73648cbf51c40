#include "compiler/lower/edges.h"

#include "compiler/lower/display.h"
#include "compiler/lower/gathered.h"
#include "compiler/lower/lazy.h"
#include "compiler/lower/listed_values.h"
#include "compiler/lower/origins.h"
#include "compiler/lower/slices.h"
#include "compiler/lower/statements.h"
#include "compiler/lower/traces.h"
#include "compiler/model/walk.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace snn::lower {

using blueprint::FieldRole;
using blueprint::Place;
using model::SymbolKind;
using network::Spread;

namespace {

Place place_of(Spread spread) {
  if (spread == Spread::PerPre) return Place::Source;
  if (spread == Spread::PerPost) return Place::Target;
  return Place::Edge;
}

class Declaration {
 public:
  Declaration(Workspace& work, Numbers& numbers, network::ProjectionId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        projection_(work.network.projections[id]),
        row_(work.edges[id]) {}

  void declare() {
    row_.id = work_.blueprint().projections.add({.name = projection_.path});
    blueprint::Projection entity = work_.blueprint().projections[row_.id];
    entity.source = work_.cells[projection_.source.population].id;
    entity.target = work_.cells[projection_.target.cells.population].id;
    entity.from = slice_of(work_, numbers_, projection_.source, name(" from"));
    entity.to = slice_of(work_, numbers_, projection_.target.cells, name(" to"));
    declare_delays(entity);
    declare_pairs(entity.pairs);
    work_.blueprint().projections[row_.id] = entity;
    const std::vector<Slot> slots = slots_of(work_, id_);
    row_.homes.resize(slots.size());
    row_.lazy.resize(slots.size());
    for (std::size_t k = 0; k < slots.size(); ++k) {
      declare_variables(slots[k], k);
      declare_conditions(slots[k], k);
    }
  }

 private:
  std::string name(std::string_view what) const {
    return fmt::format("{}{}", projection_.path, what);
  }

  void declare_delays(blueprint::Projection& entity) {
    const network::Delay& delay = projection_.delay;
    if (delay.spread == Spread::Shared && !delay.is_draw) {
      entity.delay =
          numbers_.steps(name(" delay"), delay.value, projection_.carries_spikes ? 1 : 0);
    } else {
      entity.edge_delay = work_.add_field({.name = name(" delay"),
                                           .type = Type::I32,
                                           .role = FieldRole::Param,
                                           .place = Place::Edge,
                                           .projection = row_.id});
    }
    const network::Delay& dendritic = projection_.dendritic_delay;
    if (!dendritic.value.is_given()) return;
    if (dendritic.spread != Spread::Shared || dendritic.is_draw) {
      entity.edge_dendritic_delay = work_.add_field({.name = name(" dendritic delay"),
                                                     .type = Type::I32,
                                                     .role = FieldRole::Param,
                                                     .place = Place::Edge,
                                                     .projection = row_.id});
      return;
    }
    entity.dendritic_delay = numbers_.steps(name(" dendritic delay"), dendritic.value, 0);
  }

  void declare_pairs(blueprint::Pairs& pairs) {
    const network::Pairs& given = projection_.pairs;
    pairs.excepts_self = given.excepts_self;
    pairs.stream = projection_.stream.number;
    const auto counted = [&](blueprint::Rule rule, const network::Value& count,
                             const network::Value& is_multi) {
      pairs.rule = rule;
      pairs.number = numbers_.value(name(" count"), count, Type::I64);
      pairs.is_multi = is_multi.known.value_or(0) != 0;
    };
    match(
        given.rule, [&](const network::AllPairs&) { pairs.rule = blueprint::Rule::All; },
        [&](const network::OneToOne&) { pairs.rule = blueprint::Rule::OneToOne; },
        [&](const network::WithProbability& p) {
          pairs.rule = p.spread == Spread::Shared ? blueprint::Rule::Probability
                                                  : blueprint::Rule::PairProbability;
          if (p.spread == Spread::Shared)
            pairs.number = numbers_.value(name(" probability"), p.p, Type::F64);
        },
        [&](const network::FixedIn& f) { counted(blueprint::Rule::FixedIn, f.count, f.is_multi); },
        [&](const network::FixedOut& f) {
          counted(blueprint::Rule::FixedOut, f.count, f.is_multi);
        },
        [&](const network::FixedTotal& f) {
          counted(blueprint::Rule::FixedTotal, f.count, f.is_multi);
        },
        [&](const network::ListedPairs& list) {
          pairs.rule = blueprint::Rule::List;
          pairs.data = work_.table(list.file);
          pairs.source_column = static_cast<std::uint32_t>(list.source);
          pairs.target_column = static_cast<std::uint32_t>(list.target);
          if (!list.delay && list.values.empty()) return;
          pairs.row = work_.add_field({.name = name(" row"),
                                       .type = Type::I64,
                                       .role = FieldRole::Param,
                                       .place = Place::Edge,
                                       .projection = row_.id});
        },
        [&](const network::MatrixPairs& matrix) {
          pairs.rule = blueprint::Rule::Matrix;
          pairs.data = work_.table(matrix.file);
        });
  }

  void declare_variables(const Slot& slot, std::size_t k) {
    const blueprint::Projection& made = work_.blueprint().projections[row_.id];
    const SharedDelays shared{.axonal = blueprint::exists(made.delay),
                              .dendritic = !blueprint::exists(made.edge_dendritic_delay)};
    std::map<StateVariable, Place> places = places_of_states(work_, slot, shared);
    if (k == 0 && is_gathered(work_, id_)) {
      gather(places);
    } else {
      declare_lazy(slot, k, places);
    }
    for (const network::Setting& setting : *slot.settings) {
      const StateVariable variable{setting.variable, setting.derivative};
      const model::Symbol& symbol = work_.model[setting.variable];
      const model::Variable* declared = work_.model.find_variable(setting.variable);
      const std::string path = name("." + symbol.name);
      if (!symbol.type.is_scalar())
        throw Unsupported(fmt::format("`{}`, an array in a synapse", symbol.name), symbol.span);
      const bool is_state = symbol.kind == SymbolKind::State;
      const bool is_number = setting.spread == Spread::Shared && !setting.is_draw &&
                             !setting.is_steady && setting.value.is_given();
      Home home;
      if (is_number) {
        home.number = numbers_.setting({.in = projection_.instance, .projection = id_, .slot = k},
                                       setting, is_state ? path + " start" : path);
      }
      if (is_state && declared != nullptr && declared->is_shared) {
        home.number =
            work_.blueprint().globals.add({.name = path,
                                           .type = Type::F64,
                                           .role = blueprint::GlobalRole::State,
                                           .display = display_of(work_.model, symbol.type)});
      } else if (is_state || setting.is_plastic || !is_number) {
        const Place place = is_state             ? places.at(variable)
                            : setting.is_plastic ? Place::Edge
                                                 : place_of(setting.spread);
        home = {.field = work_.add_field(
                    {.name = path,
                     .type = Type::Real,
                     .role = is_state || setting.is_plastic ? FieldRole::State : FieldRole::Param,
                     .place = place,
                     .projection = row_.id,
                     .display = display_of(work_.model, symbol.type)})};
      }
      row_.homes[k][variable] = home;
      tell_origin(work_, projection_, *slot.component, setting, home);
    }
    declare_coefficients(k);
  }

  void gather(std::map<StateVariable, Place>& places) {
    for (auto& [variable, place] : places) {
      place = Place::Target;
      row_.gathered[variable] =
          work_.add_field({.name = name("." + work_.model[variable.symbol].name + " arriving"),
                           .type = Type::Real,
                           .role = FieldRole::Input,
                           .population = work_.cells[projection_.target.cells.population].id});
    }
  }

  // Of what is moved on in every step only; lazy states follow their parameters themselves.
  void declare_coefficients(std::size_t k) {
    const equations::UpdatePlan& plan = work_.arithmetic.edges[id_][k].update;
    const Scope scope{.in = projection_.instance, .projection = id_, .slot = k};
    const std::set<SymbolId> needed = needed_symbols(plan, k);
    for (const equations::Statement& statement : plan.derive) {
      const std::vector<SymbolId> results = results_of(statement);
      if (std::ranges::none_of(results, [&](SymbolId s) { return needed.contains(s); })) continue;
      const std::optional<Place> place = place_of_all(exprs_of(statement), k);
      if (!place) {
        numbers_.derive(scope, {statement}, projection_.path);
        for (const SymbolId symbol : results)
          row_.homes[k][{symbol, 0}] = {.number = *numbers_.find(scope, {symbol, 0})};
        continue;
      }
      row_.coefficients.push_back({.slot = k, .place = *place, .statement = &statement});
      for (const SymbolId symbol : results)
        row_.homes[k][{symbol, 0}] = {
            .field = work_.add_field({.name = name("." + work_.model[symbol].name),
                                      .type = Type::Real,
                                      .role = FieldRole::Derived,
                                      .place = *place,
                                      .projection = row_.id})};
    }
  }

  static std::vector<ExprId> exprs_of(const equations::Statement& statement) {
    if (const auto* let = std::get_if<equations::Let>(&statement.kind)) return {let->value};
    if (const auto* m = std::get_if<equations::MatrixExponential>(&statement.kind))
      return m->matrix;
    return {};
  }

  std::set<SymbolId> needed_symbols(const equations::UpdatePlan& plan, std::size_t k) const {
    std::set<SymbolId> needed;
    const auto need = [&](ExprId expr) {
      const std::set<SymbolId> read = model::reads_of(work_.model, expr);
      needed.insert(read.begin(), read.end());
    };
    bool is_stepped = false;
    for (const equations::NewValue& result : plan.step.results) {
      if (find_lazy(work_, id_, k, result.variable) != nullptr) continue;
      need(result.value);
      is_stepped = true;
    }
    for (const equations::Jump& jump : plan.jumps)
      need(jump.factor);
    if (is_stepped) {
      for (const equations::Statement& statement : plan.step.statements)
        for (const ExprId expr : exprs_of(statement))
          need(expr);
    }
    for (auto statement = plan.derive.rbegin(); statement != plan.derive.rend(); ++statement) {
      const std::vector<SymbolId> results = results_of(*statement);
      if (std::ranges::none_of(results, [&](SymbolId s) { return needed.contains(s); })) continue;
      for (const ExprId expr : exprs_of(*statement))
        need(expr);
    }
    return needed;
  }

  /// Where what is computed of fields has its value; none: all edges share it.
  std::optional<Place> place_of_all(const std::vector<ExprId>& exprs, std::size_t slot) const {
    std::optional<Place> place;
    for (const ExprId expr : exprs) {
      for (const SymbolId symbol : model::reads_of(work_.model, expr)) {
        const Home* home = find_home(work_, id_, slot, {symbol, 0});
        if (home == nullptr || !home->is_field()) continue;
        const Place own = work_.program.blueprint.fields[home->field].place;
        place = !place || *place == own ? own : Place::Edge;
      }
    }
    return place;
  }

  void declare_lazy(const Slot& slot, std::size_t k, const std::map<StateVariable, Place>& places) {
    row_.lazy[k] = lazy_groups(work_, slot, places);
    for (LazyGroup& group : row_.lazy[k]) {
      std::string states;
      for (const auto& [variable, state] : group.states)
        states +=
            fmt::format("{}{}", states.empty() ? "" : ", ", work_.model[variable.symbol].name);
      group.last = work_.add_field({.name = name(fmt::format(" last step of {}", states)),
                                    .type = Type::I32,
                                    .role = FieldRole::State,
                                    .place = group.place,
                                    .projection = row_.id});
    }
  }

  void declare_conditions(const Slot& slot, std::size_t k) {
    const auto& handlers = slot.component->handlers;
    for (std::size_t h = 0; h < handlers.size(); ++h) {
      if (handlers[h].kind != model::HandlerKind::When) continue;
      row_.conditions[{k, h}] = work_.add_field({.name = name(fmt::format(" was true {}.{}", k, h)),
                                                 .type = Type::Bool,
                                                 .role = FieldRole::State,
                                                 .place = Place::Edge,
                                                 .projection = row_.id});
    }
  }

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  EdgeRow& row_;
};

}  // namespace

std::vector<Slot> slots_of(const Workspace& work, network::ProjectionId id) {
  const network::Projection& projection = work.network.projections[id];
  std::vector<Slot> slots;
  if (projection.synapse)
    slots.push_back({&work.model.components[projection.synapse], &projection.settings});
  for (const network::RuleUse& rule : projection.rules)
    slots.push_back({&work.model.components[rule.component], &rule.settings});
  return slots;
}

const Home* find_home(const Workspace& work, network::ProjectionId id, std::size_t slot,
                      StateVariable variable) {
  const EdgeRow& row = work.edges[id];
  // What is injected without a synapse has no variables of its own.
  if (slot >= row.homes.size()) return nullptr;
  const auto own = row.homes[slot].find(variable);
  if (own != row.homes[slot].end()) return &own->second;
  const model::Symbol& symbol = work.model[variable.symbol];
  if (slot == 0 || symbol.kind != SymbolKind::HostVariable) return nullptr;
  for (const auto& [key, home] : row.homes.front()) {
    if (work.model[key.symbol].name == symbol.name) return &home;
  }
  return nullptr;
}

const LazyGroup* find_lazy(const Workspace& work, network::ProjectionId id, std::size_t slot,
                           StateVariable variable) {
  if (slot >= work.edges[id].lazy.size()) return nullptr;
  const std::vector<LazyGroup>& groups = work.edges[id].lazy[slot];
  const auto found = std::ranges::find_if(
      groups, [&](const LazyGroup& group) { return group.states.contains(variable); });
  return found == groups.end() ? nullptr : &*found;
}

void declare_edges(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  Declaration(work, numbers, id).declare();
}

}  // namespace snn::lower
