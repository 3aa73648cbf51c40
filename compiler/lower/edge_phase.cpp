#include "compiler/lower/edge_phase.h"

#include "compiler/lower/edges.h"
#include "compiler/lower/events.h"
#include "compiler/lower/lazy.h"
#include "compiler/lower/nodes.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::Domain;
using blueprint::Place;
using ir::Frame;

namespace {

PopulationId population_of(const Workspace& work, network::ProjectionId id, Domain domain,
                           Seat seat) {
  if (domain != Domain::EachCell) return PopulationId::none;
  const network::Projection& projection = work.network.projections[id];
  return work
      .cells[seat == Seat::Source ? projection.source.population
                                  : projection.target.cells.population]
      .id;
}

}  // namespace

EdgePhase::EdgePhase(Workspace& work, Numbers& numbers, network::ProjectionId id,
                     std::string_view name, Domain domain, Seat seat)
    : work_(work),
      id_(id),
      projection_(work.network.projections[id]),
      names_(work, numbers, id, seat, domain),
      kernel_(work.add_kernel(fmt::format("{}.{}", projection_.path, name), domain,
                              population_of(work, id, domain, seat), work.edges[id].id)),
      builder_(work.program, kernel_),
      here_(work.model, builder_, domain == Domain::Once ? Type::F64 : Type::Real, names_),
      handlers_(here_, effects()),
      domain_(domain),
      seat_(seat) {}

std::optional<Place> EdgePhase::place() const {
  if (domain_ == Domain::Once) return std::nullopt;
  if (domain_ == Domain::SourceArrival) return Place::Source;
  if (domain_ == Domain::TargetArrival) return Place::Target;
  if (domain_ != Domain::EachCell) return Place::Edge;
  return seat_ == Seat::Source ? Place::Source : Place::Target;
}

bool EdgePhase::is_stored(StateVariable variable) const {
  const Home& home = *names_.home_of(variable);
  if (home.is_number()) return !place();
  return work_.program.blueprint.fields[home.field].place == place();
}

void EdgePhase::settle() {
  if (slot_ >= work_.edges[id_].lazy.size()) return;
  for (const LazyGroup& group : work_.edges[id_].lazy[slot_]) {
    const auto is_touched = [&](const auto& entry) { return handlers_.has_changed(entry.first); };
    if (group.place != place() || std::ranges::none_of(group.states, is_touched)) continue;
    for (const auto& [variable, state] : group.states) {
      if (!handlers_.has_changed(variable))
        handlers_.assign(variable, here_.to_real(here_.variable(variable, {})));
    }
    builder_.store(names_.ref(group.last),
                   builder_.convert(steps_now(builder_, names_.is_at_end()), Type::I32));
  }
}

void EdgePhase::store_changes() {
  settle();
  handlers_.finish();
}

KernelId EdgePhase::finish() {
  store_changes();
  return work_.program.kernels[kernel_].insts.empty() ? KernelId::none : kernel_;
}

void EdgePhase::use_slot(std::size_t slot) {
  store_changes();
  slot_ = slot;
  // Two rules may be of one component: the same names, other values.
  here_.restore({});
  names_.use_slot(slot);
}

SymbolId EdgePhase::port_of(const std::string& words) const {
  if (words.empty()) return projection_.target.port;
  const auto named = projection_.named_ports.find(words);
  if (named == projection_.named_ports.end())
    throw Unsupported(fmt::format("a port `{}`", words), projection_.span);
  return named->second;
}

void EdgePhase::deliver(ValueId value, SymbolId port) {
  const FieldId input = input_of(work_, projection_.target, port);
  if (!blueprint::exists(input)) throw Unsupported("this port", projection_.span);
  accumulate(input, value);
  const CellRow& target = work_.cells[projection_.target.cells.population];
  if (const auto count = target.counts.find(port); count != target.counts.end())
    accumulate(count->second, builder_.constant_int(Type::I32, 1));
}

void EdgePhase::accumulate(FieldId field, ValueId value) {
  if (is_late_) {
    CellRow& target = work_.cells[projection_.target.cells.population];
    const auto [next, is_new] = target.late.try_emplace(field);
    if (is_new) {
      blueprint::Field like = work_.blueprint().fields[field];
      like.name += " next";
      next->second = work_.add_field(like);
    }
    field = next->second;
  }
  builder_.accumulate({domain_ == Domain::EachCell ? Frame::Self : Frame::Post, field}, value);
}

void EdgePhase::store(const Home& home, ValueId value) {
  if (home.is_number()) {
    builder_.store_global(home.number, builder_.convert(value, Type::F64));
  } else {
    builder_.store(names_.ref(home.field), value);
  }
}

const model::Bounds* EdgePhase::bounds_of(StateVariable variable) const {
  const model::Variable* declared = work_.model.find_variable(variable.symbol);
  return declared != nullptr && declared->bounds ? &*declared->bounds : nullptr;
}

Effects EdgePhase::effects() {
  return {
      .store =
          [this](StateVariable v, ValueId value) {
            const auto& gathered = work_.edges[id_].gathered;
            const auto sum = slot_ == 0 ? gathered.find(v) : gathered.end();
            if (domain_ == Domain::RowArrival && sum != gathered.end())
              builder_.accumulate({Frame::Post, sum->second}, value);
            else if (is_stored(v))
              store(*names_.home_of(v), value);
          },
      .bounds = [this](StateVariable v) { return bounds_of(v); },
      .deliver = [this](ValueId value, const std::string& port) { deliver(value, port_of(port)); },
      .spike = [] {},
      .emit =
          [this](SymbolId event, ValueId value) {
            emit(work_, builder_, Frame::Post, projection_.target.cells.population, event, value);
          }};
}

}  // namespace snn::lower
