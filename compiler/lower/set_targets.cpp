#include "compiler/lower/set_targets.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/edge_names.h"
#include "compiler/lower/gathered.h"
#include "compiler/lower/slices.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::Domain;
using ir::Frame;
using model::SymbolKind;

namespace {

void look_in(Workspace& work, const model::Script& script) {
  for (const model::StepId id : script) {
    const auto& kind = work.model.steps[id].kind;
    if (const auto* at = std::get_if<model::AtStep>(&kind)) look_in(work, at->script);
    if (const auto* sweep = std::get_if<model::SweepStep>(&kind)) look_in(work, sweep->script);
    if (const auto* repeat = std::get_if<model::RepeatStep>(&kind)) look_in(work, repeat->script);
    const auto* set = std::get_if<model::SetStep>(&kind);
    if (set == nullptr) continue;
    for (const ExprId target : set->targets) {
      const auto* path = std::get_if<model::Path>(&work.model[target].kind);
      if (path == nullptr) continue;
      network::InstanceId in(0);
      network::PopulationId population;
      for (const model::PathStep& step : path->steps) {
        const model::Symbol& symbol = work.model[step.symbol];
        if (symbol.kind == SymbolKind::NetworkInstance)
          in = work.network.find_instance(step.symbol);
        if (symbol.kind == SymbolKind::Population && !step.subscripts.empty())
          population = work.network.find_population(in, step.symbol);
      }
      const SymbolId last = path->steps.back().symbol;
      const SymbolId origin = work.model[last].origin;
      if (population) work.set_in_part.insert({population, origin ? origin : last});
    }
  }
}

class SetWriter {
 public:
  SetWriter(Workspace& work, Numbers& numbers, const std::string& name, const model::SetStep& step)
      : work_(work), numbers_(numbers), name_(name), step_(step) {}

  /// A number that follows others does so no longer.
  KernelId number(GlobalId id, Observations& observed) {
    const KernelId kernel = work_.add_kernel(name_ + " set", Domain::Once, PopulationId::none);
    ir::Builder builder(work_.program, kernel);
    Expressions here(work_.model, builder, Type::F64, observed);
    builder.store_global(id, here.to_real(here.value(step_.value)));
    const std::string companion = work_.blueprint().globals[id].name + " is given";
    for (std::size_t k = 0; k < work_.blueprint().globals.size(); ++k) {
      const auto other = static_cast<GlobalId>(k);
      if (work_.blueprint().globals[other].name == companion)
        builder.store_global(other, builder.constant_bool(true));
    }
    return kernel;
  }

  KernelId cells(const Observations::Place& place, FieldId field) {
    const KernelId kernel =
        work_.add_kernel(name_ + " set", Domain::EachCell, work_.cells[place.population].id);
    ir::Builder builder(work_.program, kernel);
    CellNames names(work_, numbers_, place.population);
    names.look_in(network::InstanceId(0));
    names.draw_from(name_, work_.streams.assign(name_));
    Expressions here(work_.model, builder, Type::F64, names);
    const auto store = [&] {
      const auto change = [&](const Position& at) {
        here.store({Frame::Self, field}, at,
                   converted(builder, here.element(step_.value, at), field));
      };
      if (place.element) {
        change({.known = *place.element});
      } else {
        here.prepare(step_.value);
        here.for_each_element(builder.length_of({Frame::Self, field}), change);
      }
      return std::vector<ValueId>();
    };
    const std::optional<ValueId> meant = is_among(builder, place.cells.front().slice);
    if (meant) {
      builder.branch(*meant, store, [] { return std::vector<ValueId>(); });
    } else {
      store();
    }
    return kernel;
  }

  KernelId edges(network::ProjectionId id, FieldId field) {
    const blueprint::Place place = work_.blueprint().fields[field].place;
    const bool is_edge = place == blueprint::Place::Edge;
    const Seat seat = is_edge                             ? Seat::Edge
                      : place == blueprint::Place::Source ? Seat::Source
                                                          : Seat::Target;
    const network::Projection& projection = work_.network.projections[id];
    const network::PopulationId end =
        seat == Seat::Source ? projection.source.population : projection.target.cells.population;
    const KernelId kernel =
        work_.add_kernel(name_ + " set", is_edge ? Domain::EachEdge : Domain::EachCell,
                         is_edge ? PopulationId::none : work_.cells[end].id, work_.edges[id].id);
    ir::Builder builder(work_.program, kernel);
    EdgeNames names(work_, numbers_, id, seat, work_.blueprint().kernels[kernel].domain);
    names.look_in(network::InstanceId(0));
    names.draw_from(name_, work_.streams.assign(name_));
    Expressions here(work_.model, builder, Type::F64, names);
    builder.store(names.ref(field), converted(builder, here.value(step_.value), field));
    return kernel;
  }

 private:
  ValueId converted(ir::Builder& builder, ValueId value, FieldId field) {
    return builder.convert(value, work_.blueprint().fields[field].type);
  }

  Workspace& work_;
  Numbers& numbers_;
  const std::string& name_;
  const model::SetStep& step_;
};

}  // namespace

void find_set_in_part(Workspace& work) {
  if (work.network.experiment != nullptr) look_in(work, work.network.experiment->script);
}

std::vector<KernelId> write_set(Workspace& work, Numbers& numbers, Observations& observed,
                                const std::string& name, ExprId target,
                                const model::SetStep& step) {
  const model::Expr& expr = work.model[target];
  const auto* path = std::get_if<model::Path>(&expr.kind);
  if (path == nullptr) throw Unsupported("this target of `set`", expr.span);
  SetWriter writer(work, numbers, name, step);
  const Observations::Place place = observed.place_of(*path, expr);
  std::vector<KernelId> kernels;
  if (place.population) {
    const FieldId field = observed.field_of(place);
    if (blueprint::exists(field)) return {writer.cells(place, field)};
  }
  // `net.ee.w` of a connection between several ends is that of each of them.
  for (std::size_t k = 0; k < work.network.projections.size(); ++k) {
    const network::ProjectionId id(k);
    const bool is_meant =
        place.projection &&
        work.network.projections[id].symbol == work.network.projections[place.projection].symbol &&
        work.network.projections[id].instance == place.instance;
    if (!is_meant) continue;
    for (std::size_t slot = 0; slot < work.edges[id].homes.size(); ++slot) {
      const auto& homes = work.edges[id].homes[slot];
      const auto home = homes.find({place.variable, 0});
      if (home == homes.end()) continue;
      refuse_gathered(work, id, slot, place.variable);
      kernels.push_back(home->second.is_number() ? writer.number(home->second.number, observed)
                                                 : writer.edges(id, home->second.field));
    }
  }
  if (!kernels.empty()) return kernels;
  const auto number = number_at(work, numbers, network::InstanceId(0), *path);
  if (!number) throw Unsupported("this target of `set`", expr.span);
  return {writer.number(*number, observed)};
}

}  // namespace snn::lower
