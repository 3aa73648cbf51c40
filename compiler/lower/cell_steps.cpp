#include "compiler/lower/cell_steps.h"

#include "compiler/lower/cell_phase.h"
#include "compiler/lower/events.h"
#include "compiler/lower/flow.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::SymbolKind;

namespace {

using Phase = CellPhase;

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

using WeightOf = std::function<std::optional<ValueId>(SymbolId)>;

// How far the trains that arrive move one variable; none when none arrives.
std::optional<ValueId> jump_of(Phase& p, const equations::UpdatePlan& plan, StateVariable variable,
                               const Position& at, const WeightOf& weight_of) {
  std::optional<ValueId> sum;
  for (const equations::Jump& jump : plan.jumps) {
    if (jump.variable != variable) continue;
    const std::optional<ValueId> weight = weight_of(jump.source);
    if (!weight) continue;
    const ValueId factor = p.here_.to_real(p.here_.element(jump.factor, at));
    const ValueId size = p.builder_.op(Op::Mul, {*weight, factor});
    sum = sum ? p.builder_.op(Op::Add, {*sum, size}) : size;
  }
  return sum;
}

ValueId jumped(Phase& p, StateVariable variable, ValueId old, ValueId size) {
  const ValueId value = p.builder_.op(Op::Add, {old, size});
  const std::optional<ValueId> refractory = p.is_held(variable) ? p.is_refractory() : std::nullopt;
  return refractory ? p.here_.choose(*refractory, old, value) : value;
}

void jump_array(Phase& p, const equations::UpdatePlan& plan, StateVariable variable,
                const WeightOf& weight_of) {
  const Array array = p.names_.array(variable, {});
  for (const equations::Jump& jump : plan.jumps) {
    if (jump.variable != variable || !weight_of(jump.source)) continue;
    p.here_.prepare(jump.factor);
  }
  if (p.is_held(variable)) static_cast<void>(p.is_refractory());
  p.here_.for_each_element(array.length, [&](const Position& at) {
    const std::optional<ValueId> size = jump_of(p, plan, variable, at, weight_of);
    if (size) p.handlers_.assign(variable, at, jumped(p, variable, p.here_.load(array, at), *size));
  });
}

// Jumps of one instant happen at once: all factors are computed first. Those of arrays come last,
// and a factor in one reads its own element, or what is the same for all.
void write_jumps(Phase& p, const equations::UpdatePlan& plan, const WeightOf& weight_of) {
  std::map<StateVariable, ValueId> sums;
  std::vector<StateVariable> variables;
  std::vector<StateVariable> arrays;
  for (const equations::Jump& jump : plan.jumps) {
    std::vector<StateVariable>& list = p.is_array(jump.variable) ? arrays : variables;
    if (std::ranges::find(list, jump.variable) == list.end()) list.push_back(jump.variable);
  }
  for (const StateVariable variable : variables) {
    const auto size = jump_of(p, plan, variable, {.known = 0}, weight_of);
    if (size) sums[variable] = *size;
  }
  for (const StateVariable variable : arrays)
    jump_array(p, plan, variable, weight_of);
  for (const StateVariable variable : variables) {
    const auto size = sums.find(variable);
    if (size == sums.end()) continue;
    const ValueId old = p.here_.to_real(p.here_.variable(variable, {}));
    p.handlers_.assign(variable, jumped(p, variable, old, size->second));
  }
  if (!arrays.empty()) p.here_.forget_computed();
}

// What arrives now is the present of a history; its past keeps itself.
void remember_inputs(Phase& p) {
  for (const Response& response : p.row_.responses) {
    if (response.is_own) continue;
    const ValueId arrived = p.here_.to_real(p.here_.variable({response.source, 0}, {}));
    p.builder_.store(p.self(response.past), arrived);
  }
}

void remember_own_spikes(Phase& p, ValueId fired) {
  for (const Response& response : p.row_.responses)
    if (response.is_own) p.builder_.store(p.self(response.past), p.here_.to_real(fired));
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
    remember_own_spikes(p, fired);
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
  p.names_.come_after_reset();
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
    flow.names_.stand_at_start();
    write_flow(flow, id, plan);
    steps.flow = flow.finish();
  }
  {
    Phase arrivals(work, numbers, id, "arrivals");
    arrivals.names_.look_from_end();
    remember_inputs(arrivals);
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
