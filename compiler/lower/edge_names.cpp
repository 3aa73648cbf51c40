#include "compiler/lower/edge_names.h"

#include "compiler/lower/arrivals.h"
#include "compiler/lower/cell_names.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/kept_inputs.h"
#include "compiler/lower/lazy.h"
#include "compiler/lower/noise.h"
#include "compiler/lower/places.h"
#include "compiler/lower/samples.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::SymbolKind;

const Home* EdgeNames::home_of(StateVariable variable) const {
  return find_home(work_, id_, slot_, variable);
}

Frame EdgeNames::end(model::Side side) const {
  if (domain_ == blueprint::Domain::EachCell) return Frame::Self;
  return side == model::Side::Pre ? Frame::Pre : Frame::Post;
}

FieldRef EdgeNames::ref(FieldId field) const {
  switch (work_.program.blueprint.fields[field].place) {
    case blueprint::Place::Source: return {end(model::Side::Pre), field};
    case blueprint::Place::Target: return {end(model::Side::Post), field};
    case blueprint::Place::Run: return {Frame::Run, field};
    case blueprint::Place::Cell:
    case blueprint::Place::Edge: break;
  }
  return {Frame::Edge, field};
}

// What a lazy state has become. Its course is monotonous, so bounds cut it off where it is now.
ValueId EdgeNames::moved_on(Expressions& here, StateVariable variable, const LazyGroup& group,
                            ValueId then) {
  ir::Builder& b = here.builder();
  const LazyState& state = group.states.at(variable);
  const ValueId steps = steps_since(here, ref(group.last), is_at_end_);
  here.bind(state.start, then);
  here.bind(state.time, b.op(Op::Mul, {here.to_real(steps), load_number(here, numbers_.dt())}));
  ValueId now = here.to_real(here.value(state.now));
  const model::Variable* declared = work_.model.find_variable(variable.symbol);
  if (declared == nullptr || !declared->bounds) return now;
  if (declared->bounds->low)
    now = b.op(Op::Max, {now, here.to_real(here.value(declared->bounds->low))});
  if (declared->bounds->high)
    now = b.op(Op::Min, {now, here.to_real(here.value(declared->bounds->high))});
  return now;
}

// A synapse and its rules may call different noises by one name.
ValueId EdgeNames::noise(Expressions& here, SymbolId symbol, int nth) {
  const std::string owner = fmt::format("{}.{}", work_.network.projections[id_].path, slot_);
  return lower::noise(work_, here, owner, symbol, nth);
}

ValueId EdgeNames::read(Expressions& here, StateVariable variable, const model::Expr& expr) {
  if (side_) return of_cell(here, *side_, variable, expr);
  const model::Symbol& symbol = work_.model[variable.symbol];
  if (slot_ < work_.arithmetic.edges[id_].size()) {
    const auto& draws = work_.arithmetic.edges[id_][slot_].update.extra_draws;
    const auto extra = std::ranges::find(draws, variable.symbol, &equations::ExtraDraw::symbol);
    if (extra != draws.end()) return noise(here, extra->noise, extra->nth);
  }
  // What an arrival adds is added to the sum that the target keeps.
  if (domain_ == blueprint::Domain::RowArrival && slot_ == 0 &&
      work_.edges[id_].gathered.contains(variable))
    return here.number(0);
  if (const Home* home = home_of(variable)) {
    if (symbol.kind == SymbolKind::State && initial_value)
      return here.to_real(initial_value(variable));
    if (home->is_number()) return load_number(here, home->number);
    const ValueId value = here.builder().load(ref(home->field));
    here.builder().name(value, symbol.name);
    const LazyGroup* group = find_lazy(work_, id_, slot_, variable);
    return group == nullptr ? here.to_real(value)
                            : moved_on(here, variable, *group, here.to_real(value));
  }
  if (symbol.kind == SymbolKind::Step) return load_number(here, numbers_.dt());
  if (symbol.kind == SymbolKind::Time) return time_in(here, numbers_, is_at_end_);
  if (symbol.kind == SymbolKind::Noise) return noise(here, variable.symbol, 0);
  if (symbol.kind == SymbolKind::Index)
    return here.to_real(here.builder().index(
        frame_of(symbol.name == "i" ? model::Side::Pre : model::Side::Post, expr)));
  if (work_.network.find_global(in_, variable.symbol) != nullptr)
    return load_number(here, numbers_.global(in_, variable.symbol));
  throw Unsupported(fmt::format("`{}` in a synapse", symbol.name), expr.span);
}

Frame EdgeNames::frame_of(model::Side side, const model::Expr& expr) const {
  const bool is_there =
      seat_ == Seat::Edge || (seat_ == Seat::Source) == (side == model::Side::Pre);
  if (is_there) return end(side);
  throw Unsupported("a variable of the cell at the other end", expr.span);
}

ValueId EdgeNames::of_cell(Expressions& here, model::Side side, StateVariable variable,
                           const model::Expr& expr) {
  const network::Projection& projection = work_.network.projections[id_];
  const network::PopulationId cell =
      side == model::Side::Pre ? projection.source.population : projection.target.cells.population;
  const CellRow& row = work_.cells[cell];
  if (const auto home = row.homes.find(variable); home != row.homes.end()) {
    if (home->second.is_number()) return load_number(here, home->second.number);
    return load_cell(here, frame_of(side, expr), home->second.field);
  }
  const model::Symbol& symbol = work_.model[variable.symbol];
  if (symbol.kind == SymbolKind::Input) {
    const auto input = row.inputs.find(variable.symbol);
    if (input != row.inputs.end()) {
      const Frame frame = frame_of(side, expr);
      const bool is_present = sees_present_inputs_ && side == model::Side::Post;
      if (!is_present) return load_cell(here, frame, kept_input(work_, cell, variable.symbol));
      const ValueId sum = load_cell(here, frame, input->second);
      return input_of(work_, numbers_, here, cell, frame, variable.symbol, sum,
                      [&](ExprId value) { return declared_in(here, side, value); });
    }
    const model::Variable* declared = work_.model.find_variable(variable.symbol);
    return declared != nullptr && declared->value ? declared_in(here, side, declared->value)
                                                  : here.number(0);
  }
  if (symbol.kind == SymbolKind::Step) return load_number(here, numbers_.dt());
  if (symbol.kind == SymbolKind::Time) return time_in(here, numbers_, is_at_end_);
  if (symbol.kind == SymbolKind::Index)
    return here.to_real(here.builder().index(frame_of(side, expr)));
  const network::InstanceId in = work_.network.populations[cell].instance;
  if (work_.network.find_global(in, variable.symbol) != nullptr)
    return load_number(here, numbers_.global(in, variable.symbol));
  throw Unsupported(fmt::format("`{}` of the cell at the other end", symbol.name), expr.span);
}

// Only states have a past; whatever else a cell has is the same at all times.
ValueId EdgeNames::load_cell(Expressions& here, Frame frame, FieldId id) {
  blueprint::Field& field = work_.blueprint().fields[id];
  if (!blueprint::exists(age_) || field.role != blueprint::FieldRole::State)
    return here.to_real(here.builder().load({frame, id}));
  // The latest past is of age 0.
  const GlobalId depth = numbers_.larger(field.history, numbers_.next(field.name + " past", age_));
  work_.blueprint().fields[id].history = depth;
  return here.to_real(here.builder().load_past({frame, id}, here.builder().load_global(age_)));
}

ValueId EdgeNames::remote(Expressions& here, const model::Remote& remote, const model::Expr& expr) {
  const network::Projection& projection = work_.network.projections[id_];
  const network::PopulationId cell = remote.side == model::Side::Pre
                                         ? projection.source.population
                                         : projection.target.cells.population;
  const std::vector<model::Variable>& variables = work_.component_of(cell).variables;
  const auto found = std::ranges::find_if(variables, [&](const model::Variable& variable) {
    return work_.model[variable.symbol].name == remote.variable;
  });
  if (found == variables.end())
    throw Unsupported(fmt::format("`{}` of the cell at the other end", remote.variable), expr.span);
  if (remote.time) {
    Scope scope{.in = in_};
    if (!work_.edges[id_].homes.empty()) scope = {.in = in_, .projection = id_, .slot = slot_};
    age_ = numbers_.age(projection.path + " past", remote.time, scope);
  } else if (remote.side == model::Side::Pre) {
    age_ = delay_;
  }
  const ValueId value = of_variable(here, remote.side, *found, expr);
  age_ = GlobalId::none;
  return value;
}

ValueId EdgeNames::of_variable(Expressions& here, model::Side side, const model::Variable& variable,
                               const model::Expr& expr) {
  if (variable.kind != SymbolKind::Let) return of_cell(here, side, {variable.symbol, 0}, expr);
  return declared_in(here, side, variable.value);
}

// A definition reads the cell's own names, which may be those of the other end too.
ValueId EdgeNames::declared_in(Expressions& here, model::Side side, ExprId value) {
  Expressions::Known outside = here.known();
  here.restore({});
  const std::optional<model::Side> side_before = std::exchange(side_, side);
  const ValueId result = here.to_real(here.value(value));
  side_ = side_before;
  here.restore(std::move(outside));
  return result;
}

ValueId EdgeNames::path(Expressions& here, const model::Path& path, const model::Expr& expr) {
  if (const auto number = number_at(work_, numbers_, in_, path)) return load_number(here, *number);
  return sample_of_one(work_, numbers_, here, in_, path, expr);
}

ValueId EdgeNames::call(Expressions& here, const model::IntrinsicCall& call,
                        const model::Expr& expr) {
  if (call.intrinsic == model::Intrinsic::Distance && seat_ == Seat::Edge)
    return here.to_real(distance(work_, numbers_, id_, here.builder()));
  return sample_of_many(work_, numbers_, here, in_, call, expr);
}

ValueId EdgeNames::convolution(Expressions&, const model::Convolution&, const model::Expr& expr) {
  throw Unsupported("in a synapse, a kernel that is no sum of exponentials", expr.span);
}

Array EdgeNames::array(StateVariable variable, const model::Expr& expr) {
  if (!side_) return numbers_.table(in_, variable.symbol, expr);
  const network::Projection& projection = work_.network.projections[id_];
  const network::PopulationId cell = *side_ == model::Side::Pre
                                         ? projection.source.population
                                         : projection.target.cells.population;
  const CellRow& row = work_.cells[cell];
  if (const auto home = row.homes.find(variable);
      home != row.homes.end() && home->second.is_field())
    return array_in(work_, frame_of(*side_, expr), home->second.field);
  return numbers_.table(work_.network.populations[cell].instance, variable.symbol, expr);
}

void EdgeNames::draw_from(const std::string& path, std::uint32_t number) {
  stream_path_ = path;
  stream_ = number;
  n_draws_ = 0;
}

ir::Stream EdgeNames::stream(const model::Expr&) {
  if (stream_ && n_draws_++ == 0) return {*stream_};
  const std::string& owner = stream_ ? stream_path_ : work_.network.projections[id_].path;
  return {work_.streams.assign(fmt::format("{}#{}", owner, n_draws_++))};
}

}  // namespace snn::lower
