// Where the paths of a script lead: cells, parts of populations, variables and their fields.

#include "compiler/lower/cell_names.h"
#include "compiler/lower/display.h"
#include "compiler/lower/edge_phase.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/gathered.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/observations.h"
#include "compiler/lower/slices.h"
#include "compiler/model/eval.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace snn::lower {

using ir::Op;
using model::SymbolKind;

// Numbers of the script, or of the network that a group is in, once more as those of a part of a
// population.
network::Cells Observations::cells_at(network::InstanceId in, network::PopulationId population,
                                      const std::vector<model::Subscript>& subscripts) {
  network::Cells cells{.population = population, .slices = {}, .n_cells = {}};
  for (const model::Subscript& subscript : subscripts) {
    const auto value = [&](ExprId expr) {
      return network::Value{.expr = expr, .in = in, .known = {}};
    };
    network::Slice slice{.begin = value(subscript.begin),
                         .end = {},
                         .step = {},
                         .is_single = !subscript.end.is_valid()};
    if (subscript.end) slice.end = value(subscript.end);
    if (subscript.step) slice.step = value(subscript.step);
    cells.slices.push_back(std::move(slice));
  }
  return cells;
}

// The number of a single cell in its whole population.
GlobalId Observations::cell_of(const blueprint::Slice& slice, const std::string& name) {
  if (!blueprint::exists(slice.row_length)) return slice.begin;
  const GlobalId row = numbers_.product(name + " row begin", slice.begin, slice.row_length);
  return numbers_.sum(name + " cell", row, slice.column_begin);
}

void Observations::add_members(Place& place, SymbolId group) {
  const model::GroupDef* definition = work_.model.find_group(group);
  SNN_CHECK(definition != nullptr, "`{}` is no group", work_.model[group].name);
  for (const model::EndpointRef& member : definition->members) {
    const model::Expr& expr = work_.model[member.path];
    const auto* path = std::get_if<model::Path>(&expr.kind);
    SNN_CHECK(path != nullptr, "a member of `{}` is no path", work_.model[group].name);
    const network::InstanceId outer = place.instance;
    for (const model::PathStep& step : path->steps) {
      const SymbolKind kind = work_.model[step.symbol].kind;
      // A group of an experiment names cells of its networks.
      if (kind == SymbolKind::NetworkInstance)
        place.instance = work_.network.find_instance(step.symbol);
      else if (kind == SymbolKind::Group)
        add_members(place, step.symbol);
      else if (kind == SymbolKind::Population)
        add_cells(place, step, outer);
    }
    place.instance = outer;
  }
}

void Observations::add_cells(Place& place, const model::PathStep& step, network::InstanceId in) {
  place.population = work_.network.find_population(place.instance, step.symbol);
  blueprint::Cells cells{.population = work_.cells[place.population].id};
  if (!step.subscripts.empty()) {
    const std::string name = fmt::format("{} #{}", work_.model[step.symbol].name, n_scratch_++);
    const network::Cells named = cells_at(in, place.population, step.subscripts);
    cells.slice = slice_of(work_, numbers_, named, name);
    place.is_single = std::ranges::all_of(named.slices, &network::Slice::is_single);
    if (place.is_single) place.cell = cell_of(cells.slice, name);
  }
  place.cells.push_back(cells);
  place.populations.push_back(place.population);
}

Observations::Place Observations::place_of(const model::Path& path, const model::Expr& expr) {
  Place place;
  place.instance = network::InstanceId(0);
  for (const model::PathStep& step : path.steps) {
    const model::Symbol& symbol = work_.model[step.symbol];
    if (symbol.kind == SymbolKind::NetworkInstance) {
      place.instance = work_.network.find_instance(step.symbol);
    } else if (symbol.kind == SymbolKind::Population) {
      add_cells(place, step, network::InstanceId(0));
    } else if (symbol.kind == SymbolKind::Group) {
      add_members(place, step.symbol);
    } else if (symbol.kind == SymbolKind::Projection) {
      for (std::size_t k = 0; k < work_.network.projections.size(); ++k) {
        const network::ProjectionId id(k);
        const network::Projection& row = work_.network.projections[id];
        if (row.instance != place.instance || row.symbol != step.symbol) continue;
        place.projection = id;
        place.projections.push_back(id);
      }
    } else if (symbol.kind == SymbolKind::Cable) {
      place.cable = step.symbol;
      const std::optional<double> position =
          step.subscripts.empty() ? std::nullopt
                                  : model::evaluate(work_.model, step.subscripts.front().begin, {});
      if (!position) throw Unsupported("a cable without a place on it", expr.span);
      place.position = *position;
    } else {
      place.variable = symbol.origin ? symbol.origin : step.symbol;
      if (!step.subscripts.empty()) place.element = element_of(step, expr);
    }
  }
  return place;
}

std::vector<Observations::Place> Observations::parts_of(const Place& place) {
  if (!place.variable) return {place};
  std::vector<Place> parts;
  const auto add = [&](const auto& change) {
    parts.push_back(place);
    change(parts.back());
  };
  for (std::size_t k = 0; k < place.populations.size(); ++k) {
    add([&](Place& part) {
      part.cells = {place.cells[k]};
      part.population = place.populations[k];
      part.populations = {part.population};
    });
  }
  for (const network::ProjectionId id : place.projections) {
    add([&](Place& part) {
      part.projection = id;
      part.projections = {id};
    });
  }
  return parts.empty() ? std::vector{place} : parts;
}

Observations::Place Observations::single_place_of(const model::Path& path,
                                                  const model::Expr& expr) {
  const std::vector<Place> parts = parts_of(place_of(path, expr));
  if (parts.size() == 1) return parts.front();
  const bool is_of_cells = parts.front().projections.empty();
  throw Unsupported(fmt::format("one number of a variable of {} {}", parts.size(),
                                is_of_cells ? "populations" : "connections"),
                    expr.span);
}

std::uint32_t Observations::element_of(const model::PathStep& step, const model::Expr& expr) const {
  const model::Subscript& subscript = step.subscripts.front();
  const auto at = model::evaluate(work_.model, subscript.begin, {});
  const bool is_one = step.subscripts.size() == 1 && !subscript.end && at && *at >= 0;
  if (!is_one) throw Unsupported("this part of an array", expr.span);
  return static_cast<std::uint32_t>(*at);
}

// A parameter that all cells of a population share, or a parameter or state that all edges of a
// projection do.
GlobalId Observations::number_of(const Place& place) const {
  if (!place.variable) return GlobalId::none;
  if (place.population) {
    const auto& homes = work_.cells[place.population].homes;
    const auto home = homes.find({place.variable, 0});
    return home == homes.end() ? GlobalId::none : home->second.number;
  }
  if (!place.projection) return GlobalId::none;
  for (const auto& homes : work_.edges[place.projection].homes) {
    if (const auto home = homes.find({place.variable, 0}); home != homes.end())
      return home->second.number;
  }
  return GlobalId::none;
}

FieldId Observations::on_cable(const Place& place) {
  const equations::TreeSystem& tree = *work_.arithmetic.cells[place.population].update.tree;
  const auto part = std::ranges::find(tree.shape.parts, place.cable, &morphology::Part::symbol);
  const std::size_t node = part->node_at(place.position);
  CellRow& row = work_.cells[place.population];
  if (!tree.segmented.contains(place.variable)) {
    const auto index = static_cast<std::size_t>(part - tree.shape.parts.begin());
    const equations::Site* site = find_site(work_, place.population, index, node, place.variable);
    if (site == nullptr)
      throw Unsupported(fmt::format("`{}`, to which nothing connects at {:.12g},",
                                    work_.model[place.variable].name, place.position),
                        work_.model[place.variable].span);
    const SymbolId own = site->own.at(place.variable);
    const auto input = row.inputs.find(own);
    return input != row.inputs.end() ? input->second : row.homes.at({own, 0}).field;
  }
  const Home whole = row.homes.at({place.variable, 0});
  if (work_.blueprint().fields[whole.field].length == 1) return whole.field;
  const auto [known, is_new] = on_cables_.try_emplace({whole.field, node});
  if (is_new) known->second = watched_node(place, whole.field, node);
  return known->second;
}

// The last thing in a step: the value of one segment, in a field of its own.
FieldId Observations::watched_node(const Place& place, FieldId whole, std::size_t node) {
  const CellRow& row = work_.cells[place.population];
  const model::Symbol& cable = work_.model[place.cable];
  const model::Symbol& variable = work_.model[place.variable];
  const std::string name =
      fmt::format("{}.{}[{:.12g}]{}", work_.network.populations[place.population].path, cable.name,
                  place.position, variable.name.substr(cable.name.size()));
  const FieldId field = work_.add_field({.name = name,
                                         .type = Type::Real,
                                         .role = blueprint::FieldRole::Derived,
                                         .population = row.id,
                                         .display = display_of(work_.model, variable.type)});
  const KernelId kernel = work_.add_kernel(name + " watched", blueprint::Domain::EachCell, row.id);
  work_.blueprint().schedule.init.push_back(blueprint::Launch{kernel});
  work_.blueprint().schedule.step.push_back(blueprint::Launch{kernel});
  ir::Builder b(work_.program, kernel);
  const ValueId at = b.constant_int(Type::I64, static_cast<std::int64_t>(node));
  b.store({ir::Frame::Self, field}, b.load_at({ir::Frame::Self, whole}, at));
  return field;
}

// The last thing in a step, so that it shows what the states are then.
FieldId Observations::watched(network::PopulationId id, SymbolId definition) {
  CellRow& row = work_.cells[id];
  const network::Population& population = work_.network.populations[id];
  const std::string name = population.path + "." + work_.model[definition].name;
  const FieldId field =
      work_.add_field({.name = name,
                       .type = Type::Real,
                       .role = blueprint::FieldRole::Derived,
                       .population = row.id,
                       .length = static_cast<std::uint32_t>(
                           std::max<std::int64_t>(work_.model[definition].type.length, 1)),
                       .display = display_of(work_.model, work_.model[definition].type)});
  const KernelId kernel = work_.add_kernel(name + " watched", blueprint::Domain::EachCell, row.id);
  work_.blueprint().schedule.init.push_back(blueprint::Launch{kernel});
  // Inputs are there until the cells are reset.
  std::vector<blueprint::Action>& step = work_.blueprint().schedule.step;
  const bool is_input = work_.model[definition].kind == SymbolKind::Input;
  const blueprint::Action reset = blueprint::Launch{row.reset};
  step.insert(is_input ? std::ranges::find(step, reset) : step.end(), blueprint::Launch{kernel});
  ir::Builder builder(work_.program, kernel);
  CellNames names(work_, numbers_, id);
  Expressions here(work_.model, builder, Type::Real, names);
  if (is_input) {
    ValueId value = here.to_real(here.variable({definition, 0}, {}));
    // A train of spikes is their weights per time: the mean over the step.
    const model::Variable* declared = work_.model.find_variable(definition);
    if (declared != nullptr && declared->is_spike)
      value = builder.op(Op::Div, {value, load_number(here, numbers_.dt())});
    builder.store({ir::Frame::Self, field}, value);
  } else {
    names.come_after_reset();
    const ExprId value = work_.model[definition].value;
    here.prepare(value);
    here.for_each_element(
        std::max<std::int64_t>(work_.model[definition].type.length, 1), [&](const Position& at) {
          here.store({ir::Frame::Self, field}, at, here.to_real(here.element(value, at)));
        });
  }
  row.homes[{definition, 0}] = {.field = field};
  return field;
}

// A state that waits for events is shown as it is now.
FieldId Observations::watched(network::ProjectionId id, std::size_t slot, SymbolId state) {
  const auto [found, is_new] = watched_.try_emplace({id, slot, state});
  if (!is_new) return found->second;
  const Home home = *find_home(work_, id, slot, {state, 0});
  blueprint::Field field = work_.blueprint().fields[home.field];
  field.name += " now";
  field.role = blueprint::FieldRole::Derived;
  found->second = work_.add_field(field);
  const auto write = [&](std::string_view name, bool is_at_end) {
    const bool is_edge = field.place == blueprint::Place::Edge;
    const Seat seat = is_edge                                   ? Seat::Edge
                      : field.place == blueprint::Place::Source ? Seat::Source
                                                                : Seat::Target;
    EdgePhase p(work_, numbers_, id, fmt::format("{} {}", work_.model[state].name, name),
                is_edge ? blueprint::Domain::EachEdge : blueprint::Domain::EachCell, seat);
    if (is_at_end) p.names_.look_from_end();
    p.use_slot(slot);
    p.builder_.store(p.names_.ref(found->second),
                     p.here_.to_real(p.here_.variable({state, 0}, {})));
    return p.finish();
  };
  work_.blueprint().schedule.init.push_back(blueprint::Launch{write("shown first", false)});
  work_.blueprint().schedule.step.push_back(blueprint::Launch{write("shown", true)});
  return found->second;
}

FieldId Observations::field_of(const Place& place) {
  if (!place.variable) return FieldId::none;
  if (place.population) {
    const CellRow& row = work_.cells[place.population];
    if (place.cable && work_.model[place.variable].kind != SymbolKind::Param)
      return on_cable(place);
    if (const auto home = row.homes.find({place.variable, 0}); home != row.homes.end())
      return home->second.field;
    if (work_.model[place.variable].kind == SymbolKind::Let)
      return watched(place.population, place.variable);
    if (work_.model[place.variable].kind == SymbolKind::Input)
      return watched(place.population, place.variable);
  }
  if (place.projection) {
    const auto& homes = work_.edges[place.projection].homes;
    for (std::size_t slot = 0; slot < homes.size(); ++slot) {
      const auto home = homes[slot].find({place.variable, 0});
      if (home == homes[slot].end()) continue;
      refuse_gathered(work_, place.projection, slot, place.variable);
      if (find_lazy(work_, place.projection, slot, {place.variable, 0}) != nullptr)
        return watched(place.projection, slot, place.variable);
      return home->second.field;
    }
  }
  return FieldId::none;
}

}  // namespace snn::lower
