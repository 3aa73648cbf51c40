#include "compiler/lower/events.h"

#include "compiler/lower/cell_steps.h"
#include "compiler/lower/edge_steps.h"

#include <fmt/format.h>

#include <set>

namespace snn::lower {

using blueprint::FieldRole;
using blueprint::GlobalRole;
using ir::Frame;
using ir::Op;

void emit(Workspace& work, ir::Builder& builder, Frame frame, network::PopulationId population,
          SymbolId event, ValueId value) {
  const auto [found, is_new] = work.emissions.try_emplace({event, population});
  if (is_new) {
    const std::string name = fmt::format("{} {} emitted", work.network.populations[population].path,
                                         work.model[event].name);
    blueprint::Field field{.name = name,
                           .type = Type::Real,
                           .role = FieldRole::Input,
                           .population = work.cells[population].id};
    found->second.value = work.add_field(field);
    field.name += " count";
    field.type = Type::I32;
    found->second.count = work.add_field(field);
  }
  builder.accumulate({frame, found->second.value}, value);
  builder.accumulate({frame, found->second.count}, builder.constant_int(Type::I32, 1));
}

const Events::Listeners& Events::heard(SymbolId symbol, Moment moment) {
  const auto [found, is_new] = listeners_.try_emplace({symbol, moment});
  if (!is_new) return found->second;
  const auto [event, is_new_event] = events_.try_emplace(symbol, Event{.symbol = symbol});
  const std::string& name = work_.model[symbol].name;
  if (is_new_event) {
    const auto number = [&](const char* what) {
      return work_.blueprint().globals.add(
          {.name = name + what, .type = Type::F64, .role = GlobalRole::Derived});
    };
    event->second.value = number(" value");
    event->second.count = number(" count");
  }
  Listeners& listeners = found->second;
  listeners.event = event->second;
  listeners.event.moment = moment;
  for (std::size_t k = 0; k < work_.network.projections.size(); ++k) {
    const std::vector<KernelId> kernels =
        write_edge_event(work_, numbers_, network::ProjectionId(k), listeners.event);
    listeners.kernels.insert(listeners.kernels.end(), kernels.begin(), kernels.end());
  }
  for (std::size_t k = 0; k < work_.network.populations.size(); ++k) {
    const KernelId kernel =
        write_cell_event(work_, numbers_, network::PopulationId(k), listeners.event);
    if (blueprint::exists(kernel)) listeners.kernels.push_back(kernel);
  }
  return listeners;
}

void Events::write_emitted(std::size_t place) {
  // Whoever hears an event may emit another: go on until all listeners are written.
  std::set<SymbolId> emitted;
  for (bool is_changed = true; is_changed;) {
    std::set<SymbolId> symbols;
    for (const auto& [key, emission] : work_.emissions)
      symbols.insert(key.first);
    is_changed = symbols != emitted;
    emitted = symbols;
    for (const SymbolId symbol : symbols)
      static_cast<void>(heard(symbol, Moment::InStep));
  }
  std::vector<blueprint::Action> actions;
  for (const SymbolId symbol : emitted) {
    std::vector<network::PopulationId> emitters;
    for (const auto& [key, emission] : work_.emissions)
      if (key.first == symbol) emitters.push_back(key.second);
    gather(heard(symbol, Moment::InStep).event, emitters, actions);
  }
  for (const SymbolId symbol : emitted) {
    const Listeners& listeners = heard(symbol, Moment::InStep);
    for (const KernelId kernel : listeners.kernels)
      actions.emplace_back(blueprint::Launch{kernel, listeners.event.count});
  }
  std::vector<blueprint::Action>& step = work_.blueprint().schedule.step;
  step.insert(step.begin() + static_cast<std::ptrdiff_t>(place), actions.begin(), actions.end());
}

// All that was emitted becomes one number; then there is nothing, until something is emitted again.
void Events::gather(const Event& event, const std::vector<network::PopulationId>& emitters,
                    std::vector<blueprint::Action>& actions) {
  const std::string& name = work_.model[event.symbol].name;
  std::vector<std::pair<GlobalId, GlobalId>> parts;
  for (const network::PopulationId emitter : emitters) {
    const Emission& emission = work_.emissions.at({event.symbol, emitter});
    std::pair part{event.value, event.count};
    if (emitters.size() > 1) {
      const std::string of = fmt::format("{} of {}", name, work_.network.populations[emitter].path);
      part.first = work_.blueprint().globals.add(
          {.name = of, .type = Type::F64, .role = GlobalRole::Derived});
      part.second = work_.blueprint().globals.add(
          {.name = of + " count", .type = Type::F64, .role = GlobalRole::Derived});
    }
    actions.emplace_back(blueprint::Sum{emission.value, part.first});
    actions.emplace_back(blueprint::Sum{emission.count, part.second});
    parts.push_back(part);
  }
  if (parts.size() > 1) {
    const KernelId kernel =
        work_.add_kernel(name + " gathered", blueprint::Domain::Once, PopulationId::none);
    ir::Builder b(work_.program, kernel);
    ValueId value = b.load_global(parts.front().first);
    ValueId count = b.load_global(parts.front().second);
    for (std::size_t k = 1; k < parts.size(); ++k) {
      value = b.op(Op::Add, {value, b.load_global(parts[k].first)});
      count = b.op(Op::Add, {count, b.load_global(parts[k].second)});
    }
    b.store_global(event.value, value);
    b.store_global(event.count, count);
    actions.emplace_back(blueprint::Launch{kernel});
  }
  for (const network::PopulationId emitter : emitters)
    forget(event, emitter, actions);
}

void Events::forget(const Event& event, network::PopulationId emitter,
                    std::vector<blueprint::Action>& actions) {
  const Emission& emission = work_.emissions.at({event.symbol, emitter});
  const KernelId kernel =
      work_.add_kernel(fmt::format("{} {} heard", work_.network.populations[emitter].path,
                                   work_.model[event.symbol].name),
                       blueprint::Domain::EachCell, work_.cells[emitter].id);
  ir::Builder b(work_.program, kernel);
  b.store({Frame::Self, emission.value}, b.constant(Type::Real, 0));
  b.store({Frame::Self, emission.count}, b.constant_int(Type::I32, 0));
  actions.emplace_back(blueprint::Launch{kernel, event.count});
}

}  // namespace snn::lower
