#include "compiler/lower/cell_names.h"

#include "compiler/lower/arrivals.h"
#include "compiler/lower/kept_inputs.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/noise.h"
#include "compiler/lower/responses.h"
#include "compiler/lower/samples.h"
#include "compiler/model/eval.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using ir::Op;
using model::SymbolKind;

Array array_in(Workspace& work, ir::Frame frame, FieldId field) {
  const blueprint::Field& row = work.blueprint().fields[field];
  const bool is_of_run = row.place == blueprint::Place::Run;
  return {.field = {is_of_run ? ir::Frame::Run : frame, field}, .length = row.length};
}

ValueId load_number(Expressions& here, GlobalId id) {
  return here.to_real(here.builder().load_global(id));
}

ValueId time_in(Expressions& here, Numbers& numbers, bool is_at_end) {
  ir::Builder& b = here.builder();
  if (!is_at_end) return here.to_real(b.time(Type::F64));
  const ValueId ends = b.op(Op::Add, {b.step_number(), b.constant_int(Type::I64, 1)});
  return here.to_real(b.op(Op::Mul, {b.convert(ends, Type::F64), b.load_global(numbers.dt())}));
}

ValueId is_due(Expressions& here, ExprId interval, Numbers& numbers) {
  ir::Builder& b = here.builder();
  const ValueId time = here.to_real(here.value(interval));
  const ValueId every =
      here.whole(b.op(Op::Div, {time, load_number(here, numbers.dt())}), Type::I64);
  const ValueId ends = b.op(Op::Add, {b.step_number(), b.constant_int(Type::I64, 1)});
  return b.op(Op::Eq, {b.op(Op::Mod, {ends, every}), b.constant_int(Type::I64, 0)});
}

std::optional<GlobalId> number_at(Workspace& work, Numbers& numbers, network::InstanceId in,
                                  const model::Path& path) {
  Scope owner;
  for (const model::PathStep& step : path.steps) {
    const model::Symbol& symbol = work.model[step.symbol];
    if (!step.subscripts.empty()) return std::nullopt;
    if (symbol.kind == SymbolKind::NetworkInstance) {
      in = work.network.find_instance(step.symbol);
    } else if (symbol.kind == SymbolKind::Population) {
      owner.population = work.network.find_population(in, step.symbol);
    } else if (owner.population) {
      // The number that a state begins with is not its value.
      if (symbol.kind == SymbolKind::State) return std::nullopt;
      return numbers.find(owner, {step.symbol, 0});
    } else if (work.network.find_global(in, step.symbol) != nullptr) {
      return numbers.global(in, step.symbol);
    }
  }
  return std::nullopt;
}

ValueId CellNames::read(Expressions& here, StateVariable variable, const model::Expr& expr) {
  const model::Symbol& symbol = work_.model[variable.symbol];
  const CellRow& row = work_.cells[population_];
  const auto extra = std::ranges::find(extra_draws, variable.symbol, &equations::ExtraDraw::symbol);
  if (extra != extra_draws.end()) return noise(here, extra->noise, extra->nth);
  if (symbol.kind == SymbolKind::State && initial_value)
    return here.to_real(initial_value(variable));
  if (const auto home = row.homes.find(variable); home != row.homes.end()) {
    if (home->second.is_number()) return load_number(here, home->second.number);
    if (home->second.n_nodes > 0 || home->second.is_node)
      return here.to_real(at_node(here, home->second, expr));
    const ValueId value = here.builder().load({ir::Frame::Self, home->second.field});
    here.builder().name(value, symbol.name);
    return here.to_real(value);
  }
  switch (static_cast<int>(symbol.kind)) {
    case static_cast<int>(SymbolKind::Step): return load_number(here, numbers_.dt());
    case static_cast<int>(SymbolKind::Time): return time_in(here, numbers_, is_at_end_);
    case static_cast<int>(SymbolKind::Index): return index(here, symbol);
    case static_cast<int>(SymbolKind::Noise): return noise(here, variable.symbol, 0);
    case static_cast<int>(SymbolKind::Input): {
      if (const auto input = row.inputs.find(variable.symbol); input != row.inputs.end()) {
        if (is_after_reset_)
          return here.to_real(here.builder().load(
              {ir::Frame::Self, kept_input(work_, population_, variable.symbol)}));
        const ValueId sum = here.to_real(here.builder().load({ir::Frame::Self, input->second}));
        return input_of(work_, numbers_, here, population_, ir::Frame::Self, variable.symbol, sum,
                        [&](ExprId value) { return here.to_real(here.value(value)); });
      }
      const model::Variable* declared = work_.model.find_variable(variable.symbol);
      return declared != nullptr && declared->value ? here.to_real(here.value(declared->value))
                                                    : here.number(0);
    }
    default: break;
  }
  if (work_.network.find_global(in_, variable.symbol) != nullptr)
    return load_number(here, numbers_.global(in_, variable.symbol));
  throw Unsupported(fmt::format("`{}` in an equation of a cell", symbol.name), expr.span);
}

ValueId CellNames::at_node(Expressions& here, const Home& home, const model::Expr& expr) {
  ir::Builder& b = here.builder();
  ValueId index = b.constant_int(Type::I64, home.first);
  if (!home.is_node) {
    if (!node) throw Unsupported("a variable of a whole cable", expr.span);
    index = home.first == 0 ? *node : b.op(Op::Add, {index, *node});
  }
  return load_element(b, work_.blueprint().fields, home.field, index);
}

// Cells of a sheet are counted row by row.
ValueId CellNames::index(Expressions& here, const model::Symbol& symbol) {
  ir::Builder& b = here.builder();
  const network::Population& population = work_.network.populations[population_];
  const ValueId cell = b.index(ir::Frame::Self);
  if (population.sides.size() < 2) return here.to_real(cell);
  const GlobalId columns =
      numbers_.value(population.path + ".columns", population.sides.back(), Type::I64);
  const ValueId n = b.load_global(columns);
  return here.to_real(b.op(symbol.name == "i" ? Op::Div : Op::Mod, {cell, n}));
}

ValueId CellNames::noise(Expressions& here, SymbolId symbol, int nth) {
  return lower::noise(work_, here, work_.network.populations[population_].path, symbol, nth);
}

namespace {

/// A place on a cable of the cell itself, `axon[0.5].V`.
struct OwnPlace {
  const morphology::Part* part = nullptr;
  std::size_t index = 0;  // of the part
  std::size_t node = 0;
  SymbolId variable;
};

std::optional<OwnPlace> own_place_of(const Workspace& work, network::PopulationId id,
                                     const model::Path& path) {
  const auto& tree = work.arithmetic.cells[id].update.tree;
  const model::PathStep& first = path.steps.front();
  if (!tree || work.model[first.symbol].kind != SymbolKind::Cable || first.subscripts.empty())
    return std::nullopt;
  const auto part = std::ranges::find(tree->shape.parts, first.symbol, &morphology::Part::symbol);
  const auto position = model::evaluate(work.model, first.subscripts.front().begin, {});
  if (part == tree->shape.parts.end() || !position) return std::nullopt;
  return OwnPlace{.part = &*part,
                  .index = static_cast<std::size_t>(part - tree->shape.parts.begin()),
                  .node = part->node_at(*position),
                  .variable = path.steps.back().symbol};
}

}  // namespace

ValueId CellNames::path(Expressions& here, const model::Path& path, const model::Expr& expr) {
  if (const auto place = own_place_of(work_, population_, path)) {
    const CellRow& row = work_.cells[population_];
    const auto home = row.homes.find({place->variable, 0});
    if (home != row.homes.end() && home->second.n_nodes > 0) {
      if (initial_value) return here.to_real(initial_value({place->variable, 0}));
      const ValueId at =
          here.builder().constant_int(Type::I64, static_cast<std::int64_t>(place->node));
      return here.to_real(
          load_element(here.builder(), work_.blueprint().fields, home->second.field, at));
    }
    const equations::Site* site =
        find_site(work_, population_, place->index, place->node, place->variable);
    if (site != nullptr)
      return here.to_real(here.variable({site->own.at(place->variable), 0}, expr));
    throw Unsupported("this variable at a place on a cable", expr.span);
  }
  if (const auto number = number_at(work_, numbers_, in_, path)) return load_number(here, *number);
  return sample_of_one(work_, numbers_, here, in_, path, expr);
}

ValueId CellNames::remote(Expressions&, const model::Remote&, const model::Expr& expr) {
  throw Unsupported("`pre` and `post` outside a synapse", expr.span);
}

ValueId CellNames::call(Expressions& here, const model::IntrinsicCall& call,
                        const model::Expr& expr) {
  if (call.intrinsic == model::Intrinsic::Count) {
    const auto* port = std::get_if<model::Read>(&work_.model[call.args.front().value].kind);
    const CellRow& row = work_.cells[population_];
    if (port != nullptr) {
      const auto count = row.counts.find(port->symbol);
      if (count == row.counts.end()) return here.number(0);
      return here.to_real(here.builder().load({ir::Frame::Self, count->second}));
    }
  }
  return sample_of_many(work_, numbers_, here, in_, call, expr);
}

ValueId CellNames::convolution(Expressions& here, const model::Convolution& asked,
                               const model::Expr& expr) {
  const auto* source = std::get_if<model::Read>(&work_.model[asked.source].kind);
  for (const Response& response : work_.cells[population_].responses) {
    if (source == nullptr || response.kernel != asked.kernel || response.source != source->symbol)
      continue;
    return response_at(here, response, is_at_start_);
  }
  throw Unsupported("`convolve` here", expr.span);
}

Array CellNames::array(StateVariable variable, const model::Expr& expr) {
  const CellRow& row = work_.cells[population_];
  if (const auto home = row.homes.find(variable);
      home != row.homes.end() && home->second.is_field())
    return array_in(work_, ir::Frame::Self, home->second.field);
  return numbers_.table(in_, variable.symbol, expr);
}

void CellNames::draw_from(const std::string& path, std::uint32_t number) {
  stream_path_ = path;
  stream_ = number;
  n_draws_ = 0;
}

ir::Stream CellNames::stream(const model::Expr&) {
  if (stream_ && n_draws_++ == 0) return {*stream_};
  const std::string& owner = stream_ ? stream_path_ : work_.network.populations[population_].path;
  return {work_.streams.assign(fmt::format("{}#{}", owner, n_draws_++))};
}

}  // namespace snn::lower
