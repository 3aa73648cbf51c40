#include "compiler/lower/cell_steps.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/events.h"
#include "compiler/lower/statements.h"
#include "compiler/lower/tree_steps.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::SymbolKind;

namespace {

/// One kernel of one phase.
class Phase {
 public:
  Phase(Workspace& work, Numbers& numbers, network::PopulationId id, const std::string& name)
      : work_(work),
        id_(id),
        component_(work.component_of(id)),
        row_(work.cells[id]),
        names_(work, numbers, id),
        kernel_(work.add_kernel(fmt::format("{}.{}", work.network.populations[id].path, name),
                                blueprint::Domain::EachCell, work.cells[id].id)),
        builder_(work.program, kernel_),
        here_(work.model, builder_, Type::Real, names_),
        handlers_(here_, effects()) {
    names_.extra_draws = work.arithmetic.cells[id].update.extra_draws;
  }
  Phase(const Phase&) = delete;
  Phase& operator=(const Phase&) = delete;

  /// Stores what changed; nothing when nothing happens in this phase.
  KernelId finish() {
    handlers_.finish();
    return work_.program.kernels[kernel_].insts.empty() ? KernelId::none : kernel_;
  }

  [[nodiscard]] FieldRef self(FieldId field) const { return {Frame::Self, field}; }
  /// Whether the cell is refractory in this step; none when it never is.
  [[nodiscard]] std::optional<ValueId> is_refractory() {
    if (!blueprint::exists(row_.refractory)) return std::nullopt;
    if (!refractory_) {
      refractory_ = builder_.load(self(row_.refractory));
      if (!component_.spike->is_until)
        refractory_ = builder_.op(Op::Gt, {*refractory_, builder_.constant_int(Type::I32, 0)});
      builder_.name(*refractory_, "refractory");
    }
    return refractory_;
  }
  [[nodiscard]] bool is_held(StateVariable variable) const {
    return component_.spike && std::ranges::find(component_.spike->held, variable.symbol) !=
                                   component_.spike->held.end();
  }

  void at(source::SourceSpan span) { builder_.at(work_.location_of(span)); }

  Workspace& work_;
  network::PopulationId id_;
  const model::Component& component_;
  CellRow& row_;
  CellNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
  Handlers handlers_;

 private:
  Effects effects() {
    return {.store =
                [this](StateVariable v, ValueId value) {
                  const auto home = row_.homes.find(v);
                  if (home == row_.homes.end() || home->second.n_nodes > 0)
                    throw Unsupported("a change of a whole cable", work_.model[v.symbol].span);
                  builder_.store(self(home->second.field), value);
                },
            .bounds = [this](StateVariable v) -> const model::Bounds* {
              const model::Variable* declared = work_.model.find_variable(v.symbol);
              return declared != nullptr && declared->bounds ? &*declared->bounds : nullptr;
            },
            .deliver = [](ValueId, const std::string&) {},
            .spike = [this] { builder_.store(self(row_.asked), builder_.constant_bool(true)); },
            .emit =
                [this](SymbolId event, ValueId value) {
                  lower::emit(work_, builder_, Frame::Self, id_, event, value);
                }};
  }

  std::optional<ValueId> refractory_;
};

// What stands in segments is kept at once, all else when the rest of the cell has been computed.
void write_tree_flow(Phase& p, network::PopulationId id, const equations::UpdatePlan& plan) {
  TreeWriter writer(p.work_, id, p.names_, p.here_);
  const std::optional<ValueId> refractory = plan.held.empty() ? std::nullopt : p.is_refractory();
  std::map<std::size_t, ValueId> held;
  for (const StateVariable variable : plan.held) {
    const auto part = plan.tree->shape.part_of_voltage(variable.symbol);
    if (part && refractory) held[*part] = *refractory;
  }
  for (const equations::Statement& statement : plan.step.statements) {
    if (const auto* tree = std::get_if<equations::TreeSolve>(&statement.kind)) {
      writer.solve(*tree, held);
    } else {
      define(p.here_, {statement});
    }
  }
  std::vector<std::pair<StateVariable, ValueId>> values;
  for (const equations::NewValue& result : plan.step.results) {
    if (plan.tree->segmented.contains(result.variable.symbol)) continue;
    ValueId value = p.here_.to_real(p.here_.value(result.value));
    if (refractory && p.is_held(result.variable))
      value = p.here_.choose(*refractory, p.here_.to_real(p.here_.variable(result.variable, {})),
                             value);
    values.emplace_back(result.variable, value);
  }
  writer.step_segments(plan.step.results, [&](StateVariable variable, ValueId value) {
    return p.handlers_.bounded(variable, value);
  });
  for (const auto& [variable, value] : values)
    p.handlers_.assign(variable, value);
}

void write_flow(Phase& p, const equations::UpdatePlan& plan) {
  if (plan.step.results.empty()) return;
  const auto values = [&](const equations::Step& step, const equations::Step& all) {
    define(p.here_, step.statements);
    std::vector<ValueId> given;
    for (const equations::NewValue& wanted : all.results) {
      const auto own =
          std::ranges::find(step.results, wanted.variable, &equations::NewValue::variable);
      given.push_back(own != step.results.end()
                          ? p.here_.to_real(p.here_.value(own->value))
                          : p.here_.to_real(p.here_.variable(wanted.variable, {})));
    }
    return given;
  };
  std::vector<ValueId> results;
  const std::optional<ValueId> refractory = plan.held.empty() ? std::nullopt : p.is_refractory();
  if (refractory && plan.refractory) {
    const Expressions::Known outside = p.here_.known();
    const auto arm = [&](const equations::Step& step) {
      return [&] {
        std::vector<ValueId> given = values(step, plan.step);
        p.here_.restore(outside);
        return given;
      };
    };
    results = p.builder_.branch(*refractory, arm(*plan.refractory), arm(plan.step));
  } else {
    results = values(plan.step, plan.step);
  }
  std::vector<ValueId> held(results.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const StateVariable variable = plan.step.results[i].variable;
    if (!refractory || !p.is_held(variable)) continue;
    const ValueId old = p.here_.to_real(p.here_.variable(variable, {}));
    results[i] = p.here_.choose(*refractory, old, results[i]);
  }
  for (std::size_t i = 0; i < results.size(); ++i)
    p.handlers_.assign(plan.step.results[i].variable, results[i]);
}

void write_port_handlers(Phase& p) {
  for (const model::Handler& handler : p.component_.handlers) {
    if (handler.kind != model::HandlerKind::On) continue;
    const auto count = p.row_.counts.find(handler.event);
    if (count == p.row_.counts.end()) continue;
    p.at(handler.span);
    const ValueId n = p.builder_.load(p.self(count->second));
    const ValueId arrived = p.builder_.op(Op::Gt, {n, p.builder_.constant_int(Type::I32, 0)});
    if (handler.value)
      p.here_.bind(handler.value,
                   p.here_.to_real(p.builder_.load(p.self(p.row_.inputs.at(handler.event)))));
    p.handlers_.run_if(arrived, handler.block);
  }
}

// Jumps of one instant happen at once: all factors are computed first.
void write_jumps(Phase& p, const equations::UpdatePlan& plan,
                 const std::function<std::optional<ValueId>(SymbolId)>& weight_of) {
  std::vector<std::pair<StateVariable, ValueId>> sums;
  for (const equations::Jump& jump : plan.jumps) {
    const std::optional<ValueId> weight = weight_of(jump.source);
    if (!weight) continue;
    const ValueId factor = p.here_.to_real(p.here_.value(jump.factor));
    const ValueId size = p.builder_.op(Op::Mul, {*weight, factor});
    const auto same = std::ranges::find(sums, jump.variable, &decltype(sums)::value_type::first);
    if (same != sums.end()) {
      same->second = p.builder_.op(Op::Add, {same->second, size});
    } else {
      sums.emplace_back(jump.variable, size);
    }
  }
  for (auto& [variable, size] : sums) {
    const ValueId old = p.here_.to_real(p.here_.variable(variable, {}));
    ValueId value = p.builder_.op(Op::Add, {old, size});
    const std::optional<ValueId> refractory =
        p.is_held(variable) ? p.is_refractory() : std::nullopt;
    if (refractory) value = p.here_.choose(*refractory, old, value);
    p.handlers_.assign(variable, value);
  }
}

// An input is empty again, but for what came too late for this step.
void clear_inputs(Phase& p) {
  const auto clear = [&](const std::map<SymbolId, FieldId>& fields, ValueId nothing) {
    for (const auto& [symbol, field] : fields) {
      const auto next = p.row_.late.find(field);
      if (next == p.row_.late.end()) {
        p.builder_.store(p.self(field), nothing);
      } else {
        p.builder_.store(p.self(field), p.builder_.load(p.self(next->second)));
        p.builder_.store(p.self(next->second), nothing);
      }
    }
  };
  clear(p.row_.inputs, p.here_.number(0));
  clear(p.row_.counts, p.builder_.constant_int(Type::I32, 0));
}

void write_clocked_handlers(Phase& p, Numbers& numbers) {
  for (std::size_t k = 0; k < p.component_.handlers.size(); ++k) {
    const model::Handler& handler = p.component_.handlers[k];
    p.at(handler.span);
    switch (handler.kind) {
      case model::HandlerKind::On: break;
      case model::HandlerKind::EveryStep: p.handlers_.run(handler.block); break;
      case model::HandlerKind::Every:
        p.handlers_.run_if(is_due(p.here_, handler.trigger, numbers), handler.block);
        break;
      case model::HandlerKind::When: {
        const ValueId was = p.builder_.load(p.self(p.row_.edges.at(k)));
        const ValueId now = p.here_.condition(handler.trigger);
        p.handlers_.run_if(p.builder_.op(Op::And, {now, p.builder_.op(Op::Not, {was})}),
                           handler.block);
        break;
      }
    }
  }
}

ValueId spike_condition(Phase& p, Numbers& numbers) {
  const model::SpikeRule& spike = *p.component_.spike;
  ir::Builder& b = p.builder_;
  p.at(spike.span);
  if (spike.is_rate) {
    const ValueId rate = p.here_.to_real(p.here_.value(spike.condition));
    const ValueId mean = b.op(
        Op::Mul, {b.op(Op::Max, {rate, p.here_.number(0)}), load_number(p.here_, numbers.dt())});
    const ValueId chance = b.op(Op::Neg, {b.op(Op::Expm1, {b.op(Op::Neg, {mean})})});
    const ValueId u = p.here_.draw(Op::Uniform, p.here_.number(0), p.here_.number(1),
                                   p.work_.model[spike.condition]);
    return b.op(Op::Lt, {u, chance});
  }
  const ValueId now = p.here_.condition(spike.condition);
  if (!blueprint::exists(p.row_.was_spiking)) return now;
  const ValueId was = b.load(p.self(p.row_.was_spiking));
  return b.op(Op::And, {now, b.op(Op::Not, {was})});
}

void write_threshold(Phase& p, Numbers& numbers) {
  write_clocked_handlers(p, numbers);
  const bool has_mark = blueprint::exists(p.work_.program.blueprint.populations[p.row_.id].fired);
  if (!has_mark) return;
  ir::Builder& b = p.builder_;
  std::optional<ValueId> spikes;
  if (p.component_.spike) spikes = spike_condition(p, numbers);
  if (blueprint::exists(p.row_.asked)) {
    const ValueId asked = b.load(p.self(p.row_.asked));
    spikes = spikes ? b.op(Op::Or, {*spikes, asked}) : asked;
    b.store(p.self(p.row_.asked), b.constant_bool(false));
  }
  if (const std::optional<ValueId> refractory = p.is_refractory())
    spikes = b.op(Op::And, {*spikes, b.op(Op::Not, {*refractory})});
  b.emit(*spikes);
}

// The next R steps are refractory as wholes.
void write_refractoriness(Phase& p, Numbers& numbers, ValueId fired) {
  if (!blueprint::exists(p.row_.refractory)) return;
  const model::SpikeRule& spike = *p.component_.spike;
  ir::Builder& b = p.builder_;
  const FieldRef field = p.self(p.row_.refractory);
  const ValueId left = b.load(field);
  if (spike.is_until) {
    const ValueId goes_on = b.op(Op::Not, {p.here_.condition(spike.refractory)});
    b.store(field, b.op(Op::Or, {fired, b.op(Op::And, {left, goes_on})}));
    return;
  }
  const ValueId time = p.here_.to_real(p.here_.value(spike.refractory));
  const ValueId steps =
      p.here_.whole(b.op(Op::Div, {time, load_number(p.here_, numbers.dt())}), Type::I32);
  const ValueId one_less = b.op(Op::Sub, {left, b.constant_int(Type::I32, 1)});
  const ValueId rest = b.op(Op::Max, {one_less, b.constant_int(Type::I32, 0)});
  b.store(field, b.op(Op::Select, {fired, steps, rest}));
}

void write_reset(Phase& p, Numbers& numbers, const equations::UpdatePlan& plan) {
  const bool has_mark = blueprint::exists(p.work_.program.blueprint.populations[p.row_.id].fired);
  if (has_mark) {
    const ValueId fired = p.builder_.fired(Frame::Self);
    if (p.component_.spike && p.component_.spike->has_refractory && !p.component_.spike->is_until)
      write_refractoriness(p, numbers, fired);
    if (p.component_.spike) p.handlers_.run_if(fired, p.component_.spike->reset);
    const ValueId unit = p.here_.to_real(fired);
    write_jumps(p, plan, [&](SymbolId source) -> std::optional<ValueId> {
      if (p.work_.model[source].kind == SymbolKind::Train) return unit;
      return std::nullopt;
    });
    if (p.component_.spike && p.component_.spike->is_until) write_refractoriness(p, numbers, fired);
  }
  if (blueprint::exists(p.row_.was_spiking))
    p.builder_.store(p.self(p.row_.was_spiking), p.here_.condition(p.component_.spike->condition));
  for (const auto& [position, field] : p.row_.edges)
    p.builder_.store(p.self(field), p.here_.condition(p.component_.handlers[position].trigger));
}

}  // namespace

KernelId write_cell_event(Workspace& work, Numbers& numbers, network::PopulationId id,
                          const Event& event) {
  const bool is_in_step = event.moment == Moment::InStep;
  Phase p(work, numbers, id, (is_in_step ? "hears " : "on ") + work.model[event.symbol].name);
  if (is_in_step) p.names_.look_from_end();
  for (const model::Handler& handler : p.component_.handlers) {
    if (handler.kind != model::HandlerKind::On || handler.event != event.symbol) continue;
    p.at(handler.span);
    if (handler.value) p.here_.bind(handler.value, load_number(p.here_, event.value));
    p.handlers_.run(handler.block);
  }
  write_jumps(p, work.arithmetic.cells[id].update, [&](SymbolId source) {
    return source == event.symbol ? std::optional(load_number(p.here_, event.value)) : std::nullopt;
  });
  return p.finish();
}

CellSteps write_cell_steps(Workspace& work, Numbers& numbers, network::PopulationId id) {
  const equations::UpdatePlan& plan = work.arithmetic.cells[id].update;
  CellSteps steps;
  {
    Phase flow(work, numbers, id, "flow");
    if (plan.tree) {
      write_tree_flow(flow, id, plan);
    } else {
      write_flow(flow, plan);
    }
    steps.flow = flow.finish();
  }
  {
    Phase arrivals(work, numbers, id, "arrivals");
    arrivals.names_.look_from_end();
    write_port_handlers(arrivals);
    write_jumps(arrivals, plan, [&](SymbolId source) -> std::optional<ValueId> {
      const auto input = arrivals.row_.inputs.find(source);
      if (input == arrivals.row_.inputs.end()) return std::nullopt;
      return arrivals.here_.to_real(arrivals.builder_.load(arrivals.self(input->second)));
    });
    steps.arrivals = arrivals.finish();
  }
  {
    Phase threshold(work, numbers, id, "threshold");
    threshold.names_.look_from_end();
    write_threshold(threshold, numbers);
    steps.threshold = threshold.finish();
  }
  {
    Phase reset(work, numbers, id, "reset");
    reset.names_.look_from_end();
    write_reset(reset, numbers, plan);
    clear_inputs(reset);
    steps.reset = reset.finish();
  }
  return steps;
}

}  // namespace snn::lower
