#include "compiler/lower/edges.h"

#include "compiler/lower/display.h"
#include "compiler/lower/edge_names.h"
#include "compiler/lower/statements.h"
#include "compiler/lower/traces.h"
#include "compiler/model/walk.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::FieldRole;
using blueprint::Place;
using ir::Frame;
using ir::Op;
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
    entity.from = slice(projection_.source, " from");
    entity.to = slice(projection_.target.cells, " to");
    declare_delays(entity);
    declare_pairs(entity.pairs);
    work_.blueprint().projections[row_.id] = entity;
    const std::vector<Slot> slots = slots_of(work_, id_);
    row_.homes.resize(slots.size());
    for (std::size_t k = 0; k < slots.size(); ++k)
      declare_variables(slots[k], k);
  }

 private:
  std::string name(std::string_view what) const {
    return fmt::format("{}{}", projection_.path, what);
  }

  blueprint::Slice slice(const network::Cells& cells, const char* end) {
    if (cells.slices.empty()) return {};
    if (cells.slices.size() > 1) throw Unsupported("a part of a sheet", projection_.span);
    const network::Slice& given = cells.slices.front();
    blueprint::Slice slice;
    slice.begin = numbers_.value(name(end) + " begin", given.begin, Type::I64);
    slice.end = given.is_single ? numbers_.next(name(end) + " end", slice.begin)
                                : numbers_.value(name(end) + " end", given.end, Type::I64);
    if (given.step.is_given())
      slice.step = numbers_.value(name(end) + " step", given.step, Type::I64);
    return slice;
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
    if (dendritic.spread != Spread::Shared || dendritic.is_draw)
      throw Unsupported("a dendritic delay that differs between edges", projection_.span);
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
        [&](const network::ListedPairs&) { throw Unsupported("`pairs list`", projection_.span); },
        [&](const network::MatrixPairs&) {
          throw Unsupported("`pairs matrix`", projection_.span);
        });
  }

  void declare_variables(const Slot& slot, std::size_t k) {
    const equations::UpdatePlan& plan = work_.arithmetic.edges[id_][k].update;
    const bool shared_delay = blueprint::exists(work_.blueprint().projections[row_.id].delay);
    const std::map<StateVariable, Place> places = places_of_states(work_, slot, shared_delay);
    for (const network::Setting& setting : *slot.settings) {
      const StateVariable variable{setting.variable, setting.derivative};
      const model::Symbol& symbol = work_.model[setting.variable];
      const model::Variable* declared = work_.model.find_variable(setting.variable);
      const std::string path = name("." + symbol.name);
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
    }
    const Scope scope{.in = projection_.instance, .projection = id_, .slot = k};
    for (const equations::Statement& statement : plan.derive) {
      require_numbers(statement, k);
      numbers_.derive(scope, {statement}, projection_.path);
      for (const SymbolId symbol : results_of(statement))
        row_.homes[k][{symbol, 0}] = {.number = *numbers_.find(scope, {symbol, 0})};
    }
  }

  /// Coefficients of edges are numbers of the run so far.
  void require_numbers(const equations::Statement& statement, std::size_t slot) const {
    const auto* let = std::get_if<equations::Let>(&statement.kind);
    const auto* matrix = std::get_if<equations::MatrixExponential>(&statement.kind);
    std::vector<ExprId> read;
    if (let != nullptr) read.push_back(let->value);
    if (matrix != nullptr) read = matrix->matrix;
    for (const ExprId expr : read) {
      for (const SymbolId symbol : model::reads_of(work_.model, expr)) {
        const Home* home = find_home(work_, id_, slot, {symbol, 0});
        if (home != nullptr && home->is_field())
          throw Unsupported(fmt::format("an equation whose coefficient `{}` differs between edges",
                                        work_.model[symbol].name),
                            projection_.span);
      }
    }
  }

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  EdgeRow& row_;
};

class SetUp {
 public:
  SetUp(Workspace& work, Numbers& numbers, network::ProjectionId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        projection_(work.network.projections[id]),
        row_(work.edges[id]) {}

  void write() {
    write_pair_kernels();
    work_.blueprint().schedule.build.push_back(blueprint::Connect{row_.id});
    write_delays();
    write_shared_states();
    for (const Place place : {Place::Source, Place::Target, Place::Edge}) {
      write_values(place, SymbolKind::Param, work_.blueprint().schedule.build);
      write_values(place, SymbolKind::State, work_.blueprint().schedule.init);
    }
  }

 private:
  [[nodiscard]] KernelId kernel(std::string_view what, Place place) {
    blueprint::Domain domain = blueprint::Domain::EachEdge;
    PopulationId population = PopulationId::none;
    if (place == Place::Source || place == Place::Target) {
      domain = blueprint::Domain::EachCell;
      population = work_
                       .cells[place == Place::Source ? projection_.source.population
                                                     : projection_.target.cells.population]
                       .id;
    }
    return work_.add_kernel(fmt::format("{}.{}", projection_.path, what), domain, population,
                            row_.id);
  }

  static Seat seat_of(Place place) {
    if (place == Place::Source) return Seat::Source;
    return place == Place::Target ? Seat::Target : Seat::Edge;
  }

  KernelId pair_kernel(std::string_view what, const std::function<ValueId(Expressions&)>& value,
                       network::InstanceId in) {
    const KernelId id = work_.add_kernel(fmt::format("{}.{}", projection_.path, what),
                                         blueprint::Domain::Pair, PopulationId::none, row_.id);
    ir::Builder builder(work_.program, id);
    EdgeNames names(work_, numbers_, id_, Seat::Edge, blueprint::Domain::Pair);
    names.look_in(in);
    Expressions here(work_.model, builder, Type::F64, names);
    const ValueId given = value(here);
    builder.yield({&given, 1});
    return id;
  }

  void write_pair_kernels() {
    const network::Pairs& given = projection_.pairs;
    blueprint::Pairs pairs = work_.blueprint().projections[row_.id].pairs;
    if (const auto* p = std::get_if<network::WithProbability>(&given.rule);
        p != nullptr && p->spread != Spread::Shared) {
      pairs.probability = pair_kernel(
          "probability", [&](Expressions& here) { return here.to_real(here.value(p->p.expr)); },
          p->p.in);
    }
    if (given.where || given.except) {
      const network::InstanceId in = given.where ? given.where->value.in : given.except->value.in;
      pairs.allows = pair_kernel(
          "allows",
          [&](Expressions& here) {
            ir::Builder& b = here.builder();
            std::optional<ValueId> allowed;
            if (given.where) allowed = here.condition(given.where->value.expr);
            if (!given.except) return *allowed;
            const ValueId kept = b.op(Op::Not, {here.condition(given.except->value.expr)});
            return allowed ? b.op(Op::And, {*allowed, kept}) : kept;
          },
          in);
    }
    work_.blueprint().projections[row_.id].pairs = pairs;
  }

  void write_delays() {
    const FieldId field = work_.blueprint().projections[row_.id].edge_delay;
    if (!blueprint::exists(field)) return;
    const network::Delay& delay = projection_.delay;
    const KernelId id = kernel("delays", Place::Edge);
    work_.blueprint().schedule.build.push_back(blueprint::Launch{id});
    ir::Builder b(work_.program, id);
    EdgeNames names(work_, numbers_, id_, Seat::Edge, blueprint::Domain::EachEdge);
    Expressions here(work_.model, b, Type::F64, names);
    names.look_in(delay.value.in);
    if (delay.stream) names.draw_from(delay.stream->path, delay.stream->number);
    b.at(work_.location_of(work_.model[delay.value.expr].span));
    const ValueId time = here.to_real(here.value(delay.value.expr));
    const ValueId steps = b.op(Op::Div, {time, b.load_global(numbers_.dt())});
    constexpr double kSlack = 1e-6;
    b.require(b.op(Op::Ge, {steps, here.number(1 - kSlack)}),
              name_of_projection() + " delay is shorter than one step");
    b.store({Frame::Edge, field}, here.whole(steps, Type::I32));
  }

  std::string name_of_projection() const { return projection_.path; }

  void write_shared_states() {
    const std::vector<Slot> slots = slots_of(work_, id_);
    KernelId id = KernelId::none;
    for (std::size_t k = 0; k < slots.size(); ++k) {
      for (const network::Setting& setting : *slots[k].settings) {
        const Home& home = row_.homes[k].at({setting.variable, setting.derivative});
        if (!home.is_number() || work_.model[setting.variable].kind != SymbolKind::State) continue;
        if (!blueprint::exists(id)) {
          id = work_.add_kernel(projection_.path + ".shared init", blueprint::Domain::Once,
                                PopulationId::none, row_.id);
          work_.blueprint().schedule.init.push_back(blueprint::Launch{id});
        }
        const Scope scope{.in = projection_.instance, .projection = id_, .slot = k};
        const auto start = numbers_.find(scope, {setting.variable, setting.derivative});
        if (!start)
          throw Unsupported("this start of a shared state", work_.model[setting.variable].span);
        ir::Builder builder(work_.program, id);
        builder.store_global(home.number, builder.load_global(*start));
      }
    }
  }

  /// Everything of one kind and place that has a value of its own.
  void write_values(Place place, SymbolKind kind, std::vector<blueprint::Action>& list) {
    const std::vector<Slot> slots = slots_of(work_, id_);
    const auto is_meant = [&](std::size_t k, const network::Setting& setting) {
      const Home& home = row_.homes[k].at({setting.variable, setting.derivative});
      return home.is_field() && work_.blueprint().fields[home.field].place == place &&
             work_.model[setting.variable].kind == kind;
    };
    std::vector<std::pair<std::size_t, const network::Setting*>> meant;
    for (std::size_t k = 0; k < slots.size(); ++k) {
      for (const network::Setting& setting : *slots[k].settings)
        if (is_meant(k, setting)) meant.emplace_back(k, &setting);
    }
    if (meant.empty()) return;
    const std::string_view ends[] = {"cells", "edge", "source", "target"};
    const KernelId id = kernel(fmt::format("{} {}", ends[static_cast<std::size_t>(place)],
                                           kind == SymbolKind::Param ? "parameters" : "init"),
                               place);
    list.push_back(blueprint::Launch{id});
    ir::Builder builder(work_.program, id);
    EdgeNames names(work_, numbers_, id_, seat_of(place), work_.blueprint().kernels[id].domain);
    Expressions here(work_.model, builder, Type::F64, names);
    for (const auto& [k, setting] : meant) {
      names.use_slot(k);
      here.restore({});
      write_value(builder, names, here, k, *setting);
    }
  }

  void write_value(ir::Builder& builder, EdgeNames& names, Expressions& here, std::size_t k,
                   const network::Setting& setting) {
    const StateVariable variable{setting.variable, setting.derivative};
    const Home& home = row_.homes[k].at(variable);
    const Scope scope{.in = projection_.instance, .projection = id_, .slot = k};
    ValueId value;
    if (const auto number = numbers_.find(scope, variable)) {
      value = builder.load_global(*number);
    } else if (setting.is_steady) {
      throw Unsupported("`steady` in a synapse", work_.model[setting.variable].span);
    } else if (!setting.value.is_given()) {
      throw Unsupported("a value from a file", projection_.span);
    } else {
      builder.at(work_.location_of(work_.model[setting.value.expr].span));
      names.look_in(setting.value.in);
      if (setting.stream) names.draw_from(setting.stream->path, setting.stream->number);
      value = here.to_real(here.value(setting.value.expr));
      here.bind(setting.variable, value);
    }
    builder.store(names.ref(home.field),
                  builder.convert(value, work_.blueprint().fields[home.field].type));
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
  const auto own = row.homes[slot].find(variable);
  if (own != row.homes[slot].end()) return &own->second;
  const model::Symbol& symbol = work.model[variable.symbol];
  if (slot == 0 || symbol.kind != SymbolKind::HostVariable) return nullptr;
  for (const auto& [key, home] : row.homes.front()) {
    if (work.model[key.symbol].name == symbol.name) return &home;
  }
  return nullptr;
}

void declare_edges(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  Declaration(work, numbers, id).declare();
}

void set_up_edges(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  SetUp(work, numbers, id).write();
}

}  // namespace snn::lower
