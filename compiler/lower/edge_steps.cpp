#include "compiler/lower/edge_steps.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/edge_phase.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/handler_parts.h"
#include "compiler/lower/pools.h"
#include "compiler/model/walk.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::Domain;
using blueprint::Place;
using ir::Op;
using model::SymbolKind;

namespace {

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
    // All flow from the same moment: whoever reads others goes first, and nothing that is shared
    // reads what is not.
    write_flow(Place::Edge, Domain::EachEdge, Seat::Edge, "edge flow");
    write_flow(Place::Source, Domain::EachCell, Seat::Source, "source flow");
    write_flow(Place::Target, Domain::EachCell, Seat::Target, "target flow");
    write_flow(std::nullopt, Domain::Once, Seat::Edge, "shared flow");
    const Source pre = train("pre");
    const Source post = train("post");
    steps_.arrivals = write_handlers(pre, Domain::RowArrival, "arrivals");
    steps_.gathered = write_gathered();
    steps_.of_sources = write_part(pre, Place::Source, Domain::SourceArrival, "source arrivals");
    steps_.returns = write_handlers(post, Domain::ColumnArrival, "returns");
    steps_.of_targets = write_part(post, Place::Target, Domain::TargetArrival, "target returns");
    write_clocked();
    // Products read what a trace was before the spikes of this step, so edges come first.
    write_jumps(pre, Place::Edge, Domain::RowArrival, Seat::Edge, "edge jumps by pre");
    write_jumps(post, Place::Edge, Domain::ColumnArrival, Seat::Edge, "edge jumps by post");
    write_jumps(pre, Place::Source, Domain::SourceArrival, Seat::Source, "source jumps");
    write_jumps(post, Place::Target, Domain::TargetArrival, Seat::Target, "target jumps");
    return steps_;
  }

  std::vector<KernelId> write_settling() {
    settle(Place::Source, Domain::EachCell, Seat::Source, "sources settle");
    settle(Place::Target, Domain::EachCell, Seat::Target, "targets settle");
    settle(Place::Edge, Domain::EachEdge, Seat::Edge, "edges settle");
    return steps_.jumps;
  }

  std::vector<KernelId> write_event(const Event& event) {
    const std::string name =
        (event.moment == Moment::InStep ? "hears " : "on ") + work_.model[event.symbol].name;
    const Source source{.is_meant = [&](SymbolId symbol) { return symbol == event.symbol; },
                        .value = event.value,
                        .moment = event.moment};
    add(write_handlers(source, Domain::EachEdge, name));
    add(write_part(source, std::nullopt, Domain::Once, name + ", shared"));
    write_jumps(source, Place::Edge, Domain::EachEdge, Seat::Edge, name + ": edges");
    write_jumps(source, Place::Source, Domain::EachCell, Seat::Source, name + ": sources");
    write_jumps(source, Place::Target, Domain::EachCell, Seat::Target, name + ": targets");
    write_jumps(source, std::nullopt, Domain::Once, Seat::Edge, name + ": shared");
    return steps_.jumps;
  }

 private:
  /// What handlers and jumps answer to; a train weighs 1, an event has a value.
  struct Source {
    std::function<bool(SymbolId)> is_meant;
    GlobalId value = GlobalId::none;
    Moment moment = Moment::InStep;
  };
  Source train(std::string_view name) const {
    return {.is_meant = [this, name](SymbolId symbol) {
      return work_.model[symbol].kind == SymbolKind::Train && work_.model[symbol].name == name;
    }};
  }

  void add(KernelId kernel) {
    if (blueprint::exists(kernel)) steps_.jumps.push_back(kernel);
  }

  void settle(Place place, Domain domain, Seat seat, std::string_view name) {
    EdgePhase p(work_, numbers_, id_, name, domain, seat);
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      p.use_slot(k);
      for (const LazyGroup& group : work_.edges[id_].lazy[k]) {
        if (group.place != place) continue;
        const StateVariable first = group.states.begin()->first;
        p.handlers_.assign(first, p.here_.to_real(p.here_.variable(first, {})));
      }
    }
    add(p.finish());
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
    if (is_pool(work_, id_)) {
      steps_.sample = write_pool(work_, numbers_, id_);
      return;
    }
    const bool is_at_target = !work_.edges[id_].gathered.empty();
    EdgePhase p(work_, numbers_, id_, "inject", is_at_target ? Domain::EachCell : Domain::EachEdge,
                is_at_target ? Seat::Target : Seat::Edge);
    const GlobalId delay = work_.program.blueprint.projections[work_.edges[id_].id].delay;
    if (projection_.delay.value.is_given() && blueprint::exists(delay)) p.names_.look_back(delay);
    if (projection_.synapse) {
      for (const model::Injection& injection :
           work_.model.components[projection_.synapse].injections) {
        p.use_slot(0);
        p.at(injection.span);
        p.deliver(p.here_.to_real(p.here_.value(injection.value)), p.port_of(injection.port));
      }
    }
    for (const network::Inject& inject : projection_.injections) {
      p.names_.look_in(inject.value.in);
      p.deliver(p.here_.to_real(p.here_.value(inject.value.expr)), inject.port);
    }
    const KernelId kernel = p.finish();
    if (blueprint::exists(kernel)) steps_.sample.emplace_back(blueprint::Launch{kernel});
  }

  KernelId write_gathered() {
    EdgePhase p(work_, numbers_, id_, "gathered", Domain::EachCell, Seat::Target);
    p.use_slot(0);
    for (const auto& [variable, field] : work_.edges[id_].gathered) {
      const ir::FieldRef arriving{ir::Frame::Self, field};
      const ValueId old = p.here_.to_real(p.here_.variable(variable, {}));
      p.handlers_.assign(variable, p.builder_.op(Op::Add, {old, p.builder_.load(arriving)}));
      p.builder_.store(arriving, p.here_.number(0));
    }
    return p.finish();
  }

  void write_flow(std::optional<Place> place, Domain domain, Seat seat, std::string_view name) {
    EdgePhase p(work_, numbers_, id_, name, domain, seat);
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      const equations::Step& step = plan_of(k).step;
      std::vector<equations::NewValue> own;
      for (const equations::NewValue& result : step.results)
        if (place_of(k, result.variable) == place &&
            find_lazy(work_, id_, k, result.variable) == nullptr)
          own.push_back(result);
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
    EdgePhase p(work_, numbers_, id_, name, domain, Seat::Edge);
    if (source.moment == Moment::InStep) p.names_.look_from_end();
    // The other cells have taken what arrived in this step when a spike returns.
    if (domain == Domain::ColumnArrival) p.comes_late();
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      for (const model::Handler& handler : slots_[k].component->handlers) {
        if (handler.kind != model::HandlerKind::On || !source.is_meant(handler.event)) continue;
        // The other cell has flowed when a spike returns, or when the target is looked at, but is
        // seen as it was at the end of the last step.
        const bool is_late = domain == Domain::ColumnArrival ||
                             (domain == Domain::RowArrival && reads_target(handler.block));
        if (is_late) p.names_.look_back(numbers_.zero());
        if (domain != Domain::EachEdge) p.names_.see_present_inputs();
        p.use_slot(k);
        p.at(handler.span);
        if (handler.value) p.here_.bind(handler.value, weight_of(p, source));
        p.handlers_.run(handler.block);
        steps_.arrivals_read_target |= domain == Domain::RowArrival && reads_target(handler.block);
      }
    }
    return p.finish();
  }

  // What handlers do to states that are not of edges: once for each of these.
  KernelId write_part(const Source& source, std::optional<Place> place, Domain domain,
                      std::string_view name) {
    EdgePhase p(work_, numbers_, id_, name, domain,
                place == Place::Target ? Seat::Target : Seat::Source);
    if (source.moment == Moment::InStep) p.names_.look_from_end();
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      for (const model::Handler& handler : slots_[k].component->handlers) {
        if (handler.kind != model::HandlerKind::On || !source.is_meant(handler.event)) continue;
        run_part(p, k, handler, place, source.value);
      }
    }
    return p.finish();
  }

  void run_part(EdgePhase& p, std::size_t slot, const model::Handler& handler,
                std::optional<Place> place, GlobalId value = GlobalId::none) {
    const std::function<bool(SymbolId)> is_meant = [&](SymbolId symbol) {
      return work_.model[symbol].kind == SymbolKind::State && place_of(slot, {symbol, 0}) == place;
    };
    if (!assigns(work_.model, handler.block, is_meant)) return;
    p.use_slot(slot);
    p.at(handler.span);
    if (handler.value) p.here_.bind(handler.value, weight_of(p, {.value = value}));
    p.handlers_.run_part(handler.block, statements_about(work_.model, handler.block, is_meant),
                         is_meant);
  }

  // `when` and `every`, in the order of the text.
  void write_clocked() {
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      const auto& handlers = slots_[k].component->handlers;
      for (std::size_t h = 0; h < handlers.size(); ++h) {
        if (handlers[h].kind == model::HandlerKind::When) write_when(k, h);
        if (handlers[h].kind == model::HandlerKind::Every ||
            handlers[h].kind == model::HandlerKind::EveryStep)
          write_every(k, handlers[h]);
      }
    }
    write_conditions();
  }

  void start(EdgePhase& p, std::size_t slot, const model::Handler& handler) const {
    p.names_.look_from_end();
    p.names_.look_back(numbers_.zero());
    p.names_.see_present_inputs();
    p.comes_late();
    p.use_slot(slot);
    p.at(handler.span);
  }

  void write_every(std::size_t slot, const model::Handler& handler) {
    blueprint::Launch launch;
    const std::string name = fmt::format("every #{}", steps_.clocked.size());
    if (handler.kind == model::HandlerKind::Every) launch.when = write_due(slot, handler, name);
    EdgePhase p(work_, numbers_, id_, name, Domain::EachEdge, Seat::Edge);
    start(p, slot, handler);
    p.handlers_.run(handler.block);
    launch.kernel = p.finish();
    if (blueprint::exists(launch.kernel)) steps_.clocked.push_back(launch);
    EdgePhase shared(work_, numbers_, id_, name + ", shared", Domain::Once, Seat::Edge);
    shared.names_.look_from_end();
    run_part(shared, slot, handler, std::nullopt);
    launch.kernel = shared.finish();
    if (blueprint::exists(launch.kernel)) steps_.clocked.push_back(launch);
  }

  // One number says for all edges whether the period ends with this step.
  GlobalId write_due(std::size_t slot, const model::Handler& handler, const std::string& name) {
    const GlobalId due =
        work_.blueprint().globals.add({.name = fmt::format("{}.{} due", projection_.path, name),
                                       .type = Type::F64,
                                       .role = blueprint::GlobalRole::Derived});
    EdgePhase p(work_, numbers_, id_, name + " due", Domain::Once, Seat::Edge);
    p.use_slot(slot);
    p.at(handler.span);
    const ValueId is_now = is_due(p.here_, handler.trigger, numbers_);
    p.builder_.store_global(due, p.builder_.convert(is_now, Type::F64));
    steps_.clocked.push_back({p.finish()});
    return due;
  }

  void write_when(std::size_t slot, std::size_t handler) {
    const model::Handler& when = slots_[slot].component->handlers[handler];
    EdgePhase p(work_, numbers_, id_, fmt::format("when #{}", steps_.clocked.size()),
                Domain::EachEdge, Seat::Edge);
    start(p, slot, when);
    const FieldId field = work_.edges[id_].conditions.at({slot, handler});
    const ValueId was = p.builder_.load({ir::Frame::Edge, field});
    const ValueId now = p.here_.condition(when.trigger);
    p.handlers_.run_if(p.builder_.op(Op::And, {now, p.builder_.op(Op::Not, {was})}), when.block);
    steps_.clocked.push_back({p.finish()});
  }

  // What the next step compares with.
  void write_conditions() {
    if (work_.edges[id_].conditions.empty()) return;
    EdgePhase p(work_, numbers_, id_, "conditions", Domain::EachEdge, Seat::Edge);
    p.names_.look_from_end();
    for (const auto& [key, field] : work_.edges[id_].conditions) {
      const model::Handler& when = slots_[key.first].component->handlers[key.second];
      p.use_slot(key.first);
      p.at(when.span);
      p.builder_.store({ir::Frame::Edge, field}, p.here_.condition(when.trigger));
    }
    steps_.conditions = p.finish();
  }

  static ValueId weight_of(EdgePhase& p, const Source& source) {
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
    EdgePhase p(work_, numbers_, id_, name, domain, seat);
    if (source.moment == Moment::InStep) p.names_.look_from_end();
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
    add(p.finish());
  }

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  std::vector<Slot> slots_;
  EdgeSteps steps_;
};

}  // namespace

std::vector<KernelId> write_settling(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  return Writer(work, numbers, id).write_settling();
}

std::vector<KernelId> write_edge_event(Workspace& work, Numbers& numbers, network::ProjectionId id,
                                       const Event& event) {
  return Writer(work, numbers, id).write_event(event);
}

EdgeSteps write_edge_steps(Workspace& work, Numbers& numbers, network::ProjectionId id) {
  return Writer(work, numbers, id).write();
}

}  // namespace snn::lower
