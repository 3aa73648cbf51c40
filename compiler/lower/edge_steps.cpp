#include "compiler/lower/edge_steps.h"

#include "compiler/lower/edge_names.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/statements.h"
#include "compiler/model/walk.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::Domain;
using blueprint::Place;
using ir::Frame;
using ir::Op;
using model::SymbolKind;

namespace {

/// One kernel of one projection.
class Phase {
 public:
  Phase(Workspace& work, Numbers& numbers, network::ProjectionId id, std::string_view name,
        Domain domain, Seat seat)
      : work_(work),
        id_(id),
        projection_(work.network.projections[id]),
        names_(work, numbers, id, seat, domain),
        kernel_(work.add_kernel(fmt::format("{}.{}", projection_.path, name), domain,
                                population_of(work, id, domain, seat), work.edges[id].id)),
        builder_(work.program, kernel_),
        here_(work.model, builder_, domain == Domain::Once ? Type::F64 : Type::Real, names_),
        handlers_(here_, effects()) {}
  Phase(const Phase&) = delete;
  Phase& operator=(const Phase&) = delete;

  KernelId finish() {
    handlers_.finish();
    return work_.program.kernels[kernel_].insts.empty() ? KernelId::none : kernel_;
  }

  void use_slot(std::size_t slot) {
    handlers_.finish();
    // Two rules may be of one component: the same names, other values.
    here_.restore({});
    names_.use_slot(slot);
  }
  void at(source::SourceSpan span) { builder_.at(work_.location_of(span)); }

  /// The end of a train: what the weight at the target's input is.
  void deliver(ValueId value, SymbolId port) {
    const CellRow& target = work_.cells[projection_.target.cells.population];
    const FieldId input = input_of(work_, projection_.target, port);
    if (!blueprint::exists(input)) throw Unsupported("this port", projection_.span);
    builder_.accumulate({Frame::Post, input}, value);
    if (const auto count = target.counts.find(port); count != target.counts.end())
      builder_.accumulate({Frame::Post, count->second}, builder_.constant_int(Type::I32, 1));
  }

  Workspace& work_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  EdgeNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
  Handlers handlers_;

 private:
  static PopulationId population_of(Workspace& work, network::ProjectionId id, Domain domain,
                                    Seat seat) {
    if (domain != Domain::EachCell) return PopulationId::none;
    const network::Projection& projection = work.network.projections[id];
    return work
        .cells[seat == Seat::Source ? projection.source.population
                                    : projection.target.cells.population]
        .id;
  }

  void store(const Home& home, ValueId value) {
    if (home.is_number()) {
      builder_.store_global(home.number, builder_.convert(value, Type::F64));
    } else {
      builder_.store(names_.ref(home.field), value);
    }
  }

  const model::Bounds* bounds_of(StateVariable variable) const {
    const model::Variable* declared = work_.model.find_variable(variable.symbol);
    return declared != nullptr && declared->bounds ? &*declared->bounds : nullptr;
  }

  Effects effects() {
    return {.store = [this](StateVariable v, ValueId value) { store(*names_.home_of(v), value); },
            .bounds = [this](StateVariable v) { return bounds_of(v); },
            .deliver =
                [this](ValueId value, const std::string& port) {
                  if (!port.empty()) throw Unsupported("a port by its name", projection_.span);
                  deliver(value, projection_.target.port);
                },
            .spike = [] {},
            .emit =
                [this](SymbolId event, ValueId) {
                  throw Unsupported("`emit` in a model", work_.model[event].span);
                }};
  }
};

class Writer {
 public:
  Writer(Workspace& work, Numbers& numbers, network::ProjectionId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        projection_(work.network.projections[id]),
        slots_(slots_of(work, id)) {}

  EdgeSteps write() {
    write_sample();
    write_flow(std::nullopt, Domain::Once, Seat::Edge, "shared flow");
    write_flow(Place::Source, Domain::EachCell, Seat::Source, "source flow");
    write_flow(Place::Target, Domain::EachCell, Seat::Target, "target flow");
    write_flow(Place::Edge, Domain::EachEdge, Seat::Edge, "edge flow");
    steps_.arrivals = write_handlers(train("pre"), Domain::RowArrival, "arrivals");
    steps_.returns = write_handlers(train("post"), Domain::ColumnArrival, "returns");
    // Products read what a trace was before the spikes of this step, so edges come first.
    const Source pre = train("pre");
    const Source post = train("post");
    write_jumps(pre, Place::Edge, Domain::RowArrival, Seat::Edge, "edge jumps by pre");
    write_jumps(post, Place::Edge, Domain::ColumnArrival, Seat::Edge, "edge jumps by post");
    write_jumps(pre, Place::Source, Domain::SourceArrival, Seat::Source, "source jumps");
    write_jumps(post, Place::Target, Domain::TargetArrival, Seat::Target, "target jumps");
    return steps_;
  }

  std::vector<KernelId> write_event(const Event& event) {
    const std::string name = "on " + work_.model[event.symbol].name;
    const Source source{.is_meant = [&](SymbolId symbol) { return symbol == event.symbol; },
                        .value = event.value};
    const KernelId handlers = write_handlers(source, Domain::EachEdge, name);
    write_jumps(source, Place::Edge, Domain::EachEdge, Seat::Edge, name + ": edges");
    write_jumps(source, Place::Source, Domain::EachCell, Seat::Source, name + ": sources");
    write_jumps(source, Place::Target, Domain::EachCell, Seat::Target, name + ": targets");
    write_jumps(source, std::nullopt, Domain::Once, Seat::Edge, name + ": shared");
    if (blueprint::exists(handlers)) steps_.jumps.insert(steps_.jumps.begin(), handlers);
    return steps_.jumps;
  }

 private:
  /// What handlers and jumps answer to; a train weighs 1, an event has a value.
  struct Source {
    std::function<bool(SymbolId)> is_meant;
    GlobalId value = GlobalId::none;
  };
  Source train(std::string_view name) const {
    return {.is_meant = [this, name](SymbolId symbol) {
      return work_.model[symbol].kind == SymbolKind::Train && work_.model[symbol].name == name;
    }};
  }

  const equations::UpdatePlan& plan_of(std::size_t slot) const {
    return work_.arithmetic.edges[id_][slot].update;
  }
  /// None: one for the whole projection.
  std::optional<Place> place_of(std::size_t slot, StateVariable variable) const {
    const Home* home = find_home(work_, id_, slot, variable);
    SNN_CHECK(home != nullptr, "`{}` is nowhere", work_.model[variable.symbol].name);
    if (home->is_number()) return std::nullopt;
    return work_.program.blueprint.fields[home->field].place;
  }

  void write_sample() {
    Phase p(work_, numbers_, id_, "inject", Domain::EachEdge, Seat::Edge);
    const GlobalId delay = work_.program.blueprint.projections[work_.edges[id_].id].delay;
    if (projection_.delay.value.is_given() && blueprint::exists(delay)) p.names_.look_back(delay);
    if (projection_.synapse) {
      for (const model::Injection& injection :
           work_.model.components[projection_.synapse].injections) {
        p.use_slot(0);
        p.at(injection.span);
        if (!injection.port.empty()) throw Unsupported("a port by its name", injection.span);
        p.deliver(p.here_.to_real(p.here_.value(injection.value)), projection_.target.port);
      }
    }
    for (const network::Inject& inject : projection_.injections) {
      p.names_.look_in(inject.value.in);
      p.deliver(p.here_.to_real(p.here_.value(inject.value.expr)), inject.port);
    }
    steps_.sample = p.finish();
  }

  void write_flow(std::optional<Place> place, Domain domain, Seat seat, std::string_view name) {
    Phase p(work_, numbers_, id_, name, domain, seat);
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      const equations::Step& step = plan_of(k).step;
      std::vector<equations::NewValue> own;
      for (const equations::NewValue& result : step.results)
        if (place_of(k, result.variable) == place) own.push_back(result);
      if (own.empty()) continue;
      p.use_slot(k);
      define(p.here_, step.statements);
      std::vector<ValueId> values;
      for (const equations::NewValue& result : own)
        values.push_back(p.here_.to_real(p.here_.value(result.value)));
      for (std::size_t i = 0; i < own.size(); ++i)
        p.handlers_.assign(own[i].variable, values[i]);
    }
    const KernelId kernel = p.finish();
    if (blueprint::exists(kernel)) steps_.flow.push_back(kernel);
  }

  KernelId write_handlers(const Source& source, Domain domain, std::string_view name) {
    Phase p(work_, numbers_, id_, name, domain, Seat::Edge);
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      for (const model::Handler& handler : slots_[k].component->handlers) {
        if (handler.kind != model::HandlerKind::On) {
          throw Unsupported("`when` and `every` in a synapse", handler.span);
        }
        if (!source.is_meant(handler.event)) continue;
        // The other cell has flowed when a spike returns, or when the target is looked at, but is
        // seen as it was at the end of the last step.
        const bool is_late = domain == Domain::ColumnArrival ||
                             (domain == Domain::RowArrival && reads_target(handler.block));
        if (is_late) p.names_.look_back(numbers_.zero());
        p.use_slot(k);
        p.at(handler.span);
        if (handler.value) p.here_.bind(handler.value, weight_of(p, source));
        p.handlers_.run(handler.block);
        steps_.arrivals_read_target |= domain == Domain::RowArrival && reads_target(handler.block);
      }
    }
    return p.finish();
  }

  static ValueId weight_of(Phase& p, const Source& source) {
    if (!blueprint::exists(source.value)) return p.here_.number(1);
    return p.here_.to_real(p.builder_.load_global(source.value));
  }

  bool reads_target(const model::Block& block) const {
    bool is_found = false;
    const auto look = [&](const model::Expr& expr) {
      const auto* remote = std::get_if<model::Remote>(&expr.kind);
      is_found = is_found || (remote != nullptr && remote->side == model::Side::Post);
    };
    model::for_each_stmt(work_.model, block, [&](const model::Stmt& stmt) {
      model::for_each_value(stmt,
                            [&](ExprId expr) { model::for_each_expr(work_.model, expr, look); });
    });
    return is_found;
  }

  void write_jumps(const Source& source, std::optional<Place> place, Domain domain, Seat seat,
                   std::string_view name) {
    Phase p(work_, numbers_, id_, name, domain, seat);
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      std::vector<std::pair<StateVariable, ValueId>> jumps;
      for (const equations::Jump& jump : plan_of(k).jumps) {
        if (!source.is_meant(jump.source) || place_of(k, jump.variable) != place) continue;
        if (jumps.empty()) p.use_slot(k);
        ValueId factor = p.here_.to_real(p.here_.value(jump.factor));
        if (blueprint::exists(source.value))
          factor = p.builder_.op(Op::Mul, {weight_of(p, source), factor});
        const ValueId old = p.here_.to_real(p.here_.variable(jump.variable, {}));
        jumps.emplace_back(jump.variable, p.builder_.op(Op::Add, {old, factor}));
      }
      for (const auto& [variable, value] : jumps)
        p.handlers_.assign(variable, value);
    }
    const KernelId kernel = p.finish();
    if (blueprint::exists(kernel)) steps_.jumps.push_back(kernel);
  }

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  std::vector<Slot> slots_;
  EdgeSteps steps_;
};

}  // namespace

std::vector<KernelId> write_edge_event(Workspace& work, Numbers& numbers, network::ProjectionId id,
                                       const Event& event) {
  return Writer(work, numbers, id).write_event(event);
}

EdgeSteps write_edge_steps(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  return Writer(work, numbers, id).write();
}

}  // namespace snn::lower
