// How edges come to be: pairs, delays, parameters, coefficients and initial states.

#include "compiler/lower/edge_names.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/listed_values.h"
#include "compiler/lower/pools.h"
#include "compiler/lower/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace snn::lower {

using blueprint::Place;
using ir::Frame;
using ir::Op;
using model::SymbolKind;
using network::Spread;

namespace {

class SetUp {
 public:
  SetUp(Workspace& work, Numbers& numbers, network::ProjectionId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        projection_(work.network.projections[id]),
        slots_(slots_of(work, id)),
        row_(work.edges[id]) {}

  void write() {
    if (!is_pool(work_, id_)) {
      write_pair_kernels();
      work_.blueprint().schedule.build.push_back(blueprint::Connect{row_.id});
    }
    write_delays();
    write_values(std::nullopt, SymbolKind::State, work_.blueprint().schedule.init);
    for (const Place place : {Place::Source, Place::Target, Place::Edge}) {
      write_values(place, SymbolKind::Param, work_.blueprint().schedule.build);
      write_coefficients(place);
      write_values(place, SymbolKind::State, work_.blueprint().schedule.init);
    }
    write_conditions();
  }

 private:
  [[nodiscard]] KernelId kernel(std::string_view what, std::optional<Place> place) {
    blueprint::Domain domain = place ? blueprint::Domain::EachEdge : blueprint::Domain::Once;
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

  static Seat seat_of(std::optional<Place> place) {
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
    const blueprint::Projection& made = work_.blueprint().projections[row_.id];
    if (const FieldId field = made.edge_delay; blueprint::exists(field))
      write_delays("delay", projection_.delay, field, projection_.carries_spikes ? 1 : 0);
    if (const FieldId field = made.edge_dendritic_delay; blueprint::exists(field))
      write_delays("dendritic delay", projection_.dendritic_delay, field, 0);
  }

  void write_delays(std::string_view what, const network::Delay& delay, FieldId field, int least) {
    const KernelId id = kernel(fmt::format("{}s", what), Place::Edge);
    work_.blueprint().schedule.build.push_back(blueprint::Launch{id});
    ir::Builder b(work_.program, id);
    EdgeNames names(work_, numbers_, id_, Seat::Edge, blueprint::Domain::EachEdge);
    Expressions here(work_.model, b, Type::F64, names);
    const auto listed = what == "delay" ? delay_from_table(work_, id_, b) : std::nullopt;
    ValueId time;
    if (listed) {
      b.at(work_.location_of(projection_.span));
      time = *listed;
    } else {
      names.look_in(delay.value.in);
      if (delay.stream) names.draw_from(delay.stream->path, delay.stream->number);
      b.at(work_.location_of(work_.model[delay.value.expr].span));
      time = here.to_real(here.value(delay.value.expr));
    }
    const ValueId steps = b.op(Op::Div, {time, b.load_global(numbers_.dt())});
    constexpr double kSlack = 1e-6;
    b.require(b.op(Op::Ge, {steps, here.number(least - kSlack)}),
              fmt::format("{} {} is shorter than {}", name_of_projection(), what,
                          least == 1 ? "one step" : "nothing"));
    b.store({Frame::Edge, field}, here.whole(steps, Type::I32));
  }

  std::string name_of_projection() const { return projection_.path; }

  // A condition that holds at the start is no edge.
  void write_conditions() {
    if (row_.conditions.empty()) return;
    const KernelId id = kernel("conditions init", Place::Edge);
    work_.blueprint().schedule.init.push_back(blueprint::Launch{id});
    ir::Builder builder(work_.program, id);
    EdgeNames names(work_, numbers_, id_, Seat::Edge, blueprint::Domain::EachEdge);
    Expressions here(work_.model, builder, Type::F64, names);
    for (const auto& [key, field] : row_.conditions) {
      const model::Handler& when = slots_[key.first].component->handlers[key.second];
      names.use_slot(key.first);
      here.restore({});
      builder.at(work_.location_of(when.span));
      builder.store({Frame::Edge, field}, here.condition(when.trigger));
    }
  }

  /// Everything of one kind and place that has a value of its own; none: one for all edges.
  void write_values(std::optional<Place> place, SymbolKind kind,
                    std::vector<blueprint::Action>& list) {
    const auto is_meant = [&](std::size_t k, const network::Setting& setting) {
      const Home& home = row_.homes[k].at({setting.variable, setting.derivative});
      if (work_.model[setting.variable].kind != kind) return false;
      if (home.is_field()) return work_.program.blueprint.fields[home.field].place == place;
      // Parameters that all share are numbers of the run already.
      return !place && kind == SymbolKind::State;
    };
    std::vector<std::pair<std::size_t, const network::Setting*>> meant;
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      for (const network::Setting& setting : *slots_[k].settings)
        if (is_meant(k, setting)) meant.emplace_back(k, &setting);
    }
    if (meant.empty()) return;
    const KernelId id = kernel(
        fmt::format("{} {}", word_of(place), kind == SymbolKind::Param ? "parameters" : "init"),
        place);
    list.push_back(blueprint::Launch{id});
    ir::Builder builder(work_.program, id);
    EdgeNames names(work_, numbers_, id_, seat_of(place), work_.blueprint().kernels[id].domain);
    Expressions here(work_.model, builder, Type::F64, names);
    std::optional<std::size_t> slot;
    for (const auto& [k, setting] : meant) {
      if (slot != k) start_slot(names, here, k);
      slot = k;
      write_value(names, here, k, *setting);
    }
  }

  static std::string_view word_of(std::optional<Place> place) {
    constexpr std::string_view kEnds[] = {"cells", "edge", "source", "target"};
    return place ? kEnds[static_cast<std::size_t>(*place)] : "shared";
  }

  void start_slot(EdgeNames& names, Expressions& here, std::size_t k) {
    names.use_slot(k);
    here.restore({});
    is_steady_defined_ = false;
    // States start from one another, in whatever order they stand.
    names.initial_value = [this, &names, &here, k](StateVariable variable) {
      const auto& settings = *slots_[k].settings;
      const auto setting = std::ranges::find_if(settings, [&](const network::Setting& s) {
        return s.variable == variable.symbol && s.derivative == variable.derivative;
      });
      return start_of(names, here, k, *setting);
    };
  }

  ValueId start_of(EdgeNames& names, Expressions& here, std::size_t k,
                   const network::Setting& setting) {
    const StateVariable variable{setting.variable, setting.derivative};
    const Scope scope{.in = projection_.instance, .projection = id_, .slot = k};
    if (const auto number = numbers_.find(scope, variable))
      return here.to_real(here.builder().load_global(*number));
    if (setting.is_steady) return steady_value(here, k, variable);
    if (const auto listed = value_from_table(work_, id_, setting.variable, here.builder()))
      return here.to_real(*listed);
    if (!setting.value.is_given())
      throw Unsupported("a parameter without a value", projection_.span);
    here.builder().at(work_.location_of(work_.model[setting.value.expr].span));
    names.look_in(setting.value.in);
    if (setting.stream) names.draw_from(setting.stream->path, setting.stream->number);
    return here.to_real(here.value(setting.value.expr));
  }

  ValueId steady_value(Expressions& here, std::size_t k, StateVariable variable) {
    const equations::SteadyPlan& steady = work_.arithmetic.edges[id_][k].steady;
    if (!is_steady_defined_) define(here, steady.statements);
    is_steady_defined_ = true;
    const auto result = std::ranges::find(steady.results, variable, &equations::NewValue::variable);
    if (result == steady.results.end())
      throw Unsupported("`steady` here", work_.model[variable.symbol].span);
    return here.to_real(here.value(result->value));
  }

  void write_value(EdgeNames& names, Expressions& here, std::size_t k,
                   const network::Setting& setting) {
    const StateVariable variable{setting.variable, setting.derivative};
    const bool is_state = work_.model[setting.variable].kind == SymbolKind::State;
    const ValueId value =
        is_state ? here.to_real(here.variable(variable, {})) : start_of(names, here, k, setting);
    if (!is_state) here.bind(setting.variable, value);
    require_bounds(here, setting, value);
    const Home& home = row_.homes[k].at(variable);
    if (home.is_number()) {
      here.builder().store_global(home.number, value);
    } else {
      here.builder().store(
          names.ref(home.field),
          here.builder().convert(value, work_.blueprint().fields[home.field].type));
    }
  }

  void require_bounds(Expressions& here, const network::Setting& setting, ValueId value) const {
    const model::Variable* declared = work_.model.find_variable(setting.variable);
    if (declared == nullptr || !declared->bounds) return;
    const model::Bounds& bounds = *declared->bounds;
    const std::string name = projection_.path + "." + work_.model[setting.variable].name;
    ir::Builder& b = here.builder();
    if (bounds.low)
      b.require(
          b.op(bounds.is_low_open ? Op::Gt : Op::Ge, {value, here.to_real(here.value(bounds.low))}),
          name + " is below its bounds");
    if (bounds.high)
      b.require(b.op(bounds.is_high_open ? Op::Lt : Op::Le,
                     {value, here.to_real(here.value(bounds.high))}),
                name + " is above its bounds");
  }

  // Coefficients of equations that differ between edges, after whatever they read.
  void write_coefficients(Place place) {
    std::vector<blueprint::Action>& list = work_.blueprint().schedule.coefficients;
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      std::vector<equations::Statement> own;
      for (const EdgeCoefficient& coefficient : row_.coefficients)
        if (coefficient.slot == k && coefficient.place == place)
          own.push_back(*coefficient.statement);
      if (own.empty()) continue;
      const KernelId id = kernel(fmt::format("{} coefficients {}", word_of(place), k), place);
      list.push_back(blueprint::Launch{id});
      ir::Builder builder(work_.program, id);
      EdgeNames names(work_, numbers_, id_, seat_of(place), work_.blueprint().kernels[id].domain);
      Expressions here(work_.model, builder, Type::F64, names);
      names.use_slot(k);
      define(here, own);
      for (const equations::Statement& statement : own) {
        for (const SymbolId symbol : results_of(statement)) {
          const FieldId field = row_.homes[k].at({symbol, 0}).field;
          builder.store(names.ref(field), builder.convert(here.variable({symbol, 0}, {}),
                                                          work_.blueprint().fields[field].type));
        }
      }
    }
  }

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  std::vector<Slot> slots_;
  EdgeRow& row_;
  bool is_steady_defined_ = false;
};

}  // namespace

void set_up_edges(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  SetUp(work, numbers, id).write();
}

}  // namespace snn::lower
