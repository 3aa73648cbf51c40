#include "compiler/lower/observations.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/display.h"
#include "compiler/lower/lists.h"
#include "compiler/model/eval.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace snn::lower {

using blueprint::MeasureKind;
using blueprint::Reduction;
using ir::Op;
using model::Intrinsic;
using model::SymbolKind;

namespace {

std::optional<MeasureKind> kind_of(Intrinsic intrinsic) {
  switch (static_cast<int>(intrinsic)) {
    case static_cast<int>(Intrinsic::Spikes): return MeasureKind::Spikes;
    case static_cast<int>(Intrinsic::Rate): return MeasureKind::Rate;
    case static_cast<int>(Intrinsic::CvIsi): return MeasureKind::CvIsi;
    case static_cast<int>(Intrinsic::Isi): return MeasureKind::Isi;
    case static_cast<int>(Intrinsic::Synchrony): return MeasureKind::Synchrony;
    case static_cast<int>(Intrinsic::Correlation): return MeasureKind::Correlation;
    case static_cast<int>(Intrinsic::FirstSpike): return MeasureKind::FirstSpike;
    case static_cast<int>(Intrinsic::LastSpike): return MeasureKind::LastSpike;
    case static_cast<int>(Intrinsic::SpikeCount): return MeasureKind::SpikeCount;
    case static_cast<int>(Intrinsic::Psd): return MeasureKind::Psd;
    case static_cast<int>(Intrinsic::Prc): return MeasureKind::Prc;
    default: return std::nullopt;
  }
}

Reduction reduction_of(Intrinsic intrinsic) {
  switch (static_cast<int>(intrinsic)) {
    case static_cast<int>(Intrinsic::Min): return Reduction::Min;
    case static_cast<int>(Intrinsic::Max): return Reduction::Max;
    case static_cast<int>(Intrinsic::Mean): return Reduction::Mean;
    case static_cast<int>(Intrinsic::Sum): return Reduction::Sum;
    default: return Reduction::None;
  }
}

}  // namespace

std::string Observations::text_of(const model::Expr& expr) const {
  return expr.span.is_valid() ? std::string(work_.sources.text(expr.span)) : std::string();
}

GlobalId Observations::scratch(const std::string& name) {
  return work_.blueprint().globals.add({.name = fmt::format("{} #{}", name, n_scratch_++),
                                        .type = Type::F64,
                                        .role = blueprint::GlobalRole::Derived});
}

// ---- expressions
// ------------------------------------------------------------------------------------

blueprint::Expression Observations::computed(const std::string& name, const model::Type* shown,
                                             const Compute& compute, GlobalId result) {
  blueprint::Expression expression;
  expression.kernel = work_.add_kernel(name, blueprint::Domain::Once, PopulationId::none);
  expression.result = blueprint::exists(result) ? result : scratch(name);
  if (shown != nullptr) expression.unit = display_of(work_.model, *shown).unit;
  ir::Builder builder(work_.program, expression.kernel);
  Expressions here(work_.model, builder, Type::F64, *this);
  open_ = &expression;
  builder.store_global(expression.result, here.to_real(compute(here)));
  open_ = nullptr;
  return expression;
}

blueprint::Expression Observations::expression(const std::string& name, ExprId expr) {
  return computed(name, &work_.model[expr].type,
                  [&](Expressions& here) { return here.value(expr); });
}

blueprint::Expression Observations::element(const std::string& name, ExprId list, std::size_t k) {
  return computed(name, &work_.model[list].type, [&](Expressions& here) {
    return lower::element(work_, network::InstanceId(0), here, list, k);
  });
}

blueprint::Expression Observations::constant(const std::string& name, double value) {
  return computed(name, nullptr, [&](Expressions& here) { return here.number(value); });
}

blueprint::Expression Observations::value_into(GlobalId global, const std::string& name,
                                               ExprId expr) {
  return computed(
      name, nullptr, [&](Expressions& here) { return expr ? here.value(expr) : here.number(1); },
      global);
}

blueprint::Expression Observations::combined(const std::string& name, Op op, ExprId a, ExprId b) {
  return computed(name, &work_.model[a].type, [&](Expressions& here) {
    const ValueId first = here.to_real(here.value(a));
    return here.builder().op(op, {first, here.to_real(here.value(b))});
  });
}

ValueId Observations::read(Expressions& here, StateVariable variable, const model::Expr& expr) {
  const network::InstanceId script(0);
  if (work_.network.find_global(script, variable.symbol) != nullptr)
    return load_number(here, numbers_.global(script, variable.symbol));
  const model::Symbol& symbol = work_.model[variable.symbol];
  if (symbol.kind == SymbolKind::Step) return load_number(here, numbers_.dt());
  // A name for a measure: it is taken when the name is used.
  if (symbol.kind == SymbolKind::Let && symbol.value && open_ != nullptr)
    return here.to_real(here.value(symbol.value));
  throw Unsupported(fmt::format("`{}` here", symbol.name), expr.span);
}

ValueId Observations::path(Expressions& here, const model::Path& path, const model::Expr& expr) {
  if (const auto number = number_at(work_, numbers_, network::InstanceId(0), path))
    return load_number(here, *number);
  const Place place = place_of(path, expr);
  const FieldId field = field_of(place);
  if (!place.is_single || !blueprint::exists(field) || open_ == nullptr)
    throw Unsupported("a variable of many cells as one number", expr.span);
  const GlobalId result = scratch(text_of(expr));
  open_->cells.push_back(
      {.field = field, .cell = place.cell, .element = place.element.value_or(0), .result = result});
  return load_number(here, result);
}

ValueId Observations::remote(Expressions&, const model::Remote&, const model::Expr& expr) {
  throw Unsupported("`pre` and `post` in a script", expr.span);
}

ValueId Observations::call(Expressions& here, const model::IntrinsicCall& call,
                           const model::Expr& expr) {
  const GlobalId result = scratch(text_of(expr));
  SNN_CHECK(open_ != nullptr, "a measure outside an expression");
  open_->measures.push_back({.measure = measure(call, expr), .result = result});
  return load_number(here, result);
}

ir::Stream Observations::stream(const model::Expr& expr) {
  throw Unsupported("a draw in a script", expr.span);
}

ValueId Observations::convolution(Expressions&, const model::Convolution&,
                                  const model::Expr& expr) {
  throw Unsupported("`convolve` in a script", expr.span);
}

Array Observations::array(StateVariable variable, const model::Expr& expr) {
  return numbers_.table(network::InstanceId(0), variable.symbol, expr);
}

// ---- measures
// -----------------------------------------------------------------------------------------

blueprint::MeasureId Observations::measure(const model::IntrinsicCall& call,
                                           const model::Expr& expr) {
  const model::Expr& first = work_.model[call.args.front().value];
  if (const Reduction reduction = reduction_of(call.intrinsic); reduction != Reduction::None) {
    const auto* inner = std::get_if<model::IntrinsicCall>(&first.kind);
    const auto* path = std::get_if<model::Path>(&first.kind);
    const bool is_measure = inner != nullptr && kind_of(inner->intrinsic);
    const blueprint::MeasureId id = is_measure        ? measure(*inner, first)
                                    : path != nullptr ? values(single_place_of(*path, first), first)
                                                      : values_of_cells(call.args.front().value);
    blueprint::Measure& row = work_.blueprint().measures[id];
    row.reduction = reduction;
    row.name = text_of(expr);
    return id;
  }
  const std::optional<MeasureKind> kind = kind_of(call.intrinsic);
  if (!kind) throw Unsupported(fmt::format("`{}`", model::info_of(call.intrinsic).name), expr.span);
  blueprint::Measure row;
  row.name = text_of(expr);
  row.kind = *kind;
  row.unit = display_of(work_.model, expr.type).unit;
  if (*kind == MeasureKind::Psd) {
    const auto* path = std::get_if<model::Path>(&first.kind);
    if (path == nullptr) throw Unsupported("this spectrum", expr.span);
    const Place place = single_place_of(*path, first);
    row.of = place.cells;
    row.field = field_of(place);
  } else {
    row.of = cells_of(call.args.front().value);
  }
  if (*kind == MeasureKind::Prc) {
    add_pulse(call, row);
  } else if (call.args.size() > 1) {
    row.with = cells_of(call.args[1].value);
  }
  return work_.blueprint().measures.add(std::move(row));
}

// The pulse lasts one step: into a continuous input it goes as what has that integral, into a train
// of spikes as one more of them.
void Observations::add_pulse(const model::IntrinsicCall& call, blueprint::Measure& row) {
  const auto argument = [&](std::string_view name) {
    const auto found = std::ranges::find(call.args, name, &model::NamedArg::name);
    SNN_CHECK(found != call.args.end(), "`prc` has no `{}`", name);
    return found->value;
  };
  const ExprId cells = argument("of");
  const ExprId port = argument("port");
  const auto* path = std::get_if<model::Path>(&work_.model[cells].kind);
  const auto* name = std::get_if<model::TextLiteral>(&work_.model[port].kind);
  if (path == nullptr || name == nullptr)
    throw Unsupported("a phase response of this", work_.model[cells].span);
  const network::PopulationId population = place_of(*path, work_.model[cells]).population;
  if (!population) throw Unsupported("a phase response of this", work_.model[cells].span);
  for (const auto& [symbol, field] : work_.cells[population].inputs) {
    if (work_.model[symbol].name != name->value) continue;
    const network::Value charge{.expr = argument("charge"), .in = network::InstanceId(0)};
    row.field = field;
    row.amount = work_.model[symbol].type.has_train
                     ? numbers_.value(row.name + " pulse", charge, Type::F64)
                     : numbers_.per_step(row.name + " pulse", charge);
    return;
  }
  throw Unsupported("a phase response by an input that nothing reaches", work_.model[port].span);
}

blueprint::MeasureId Observations::values(const Place& place, const model::Expr& expr) {
  const FieldId field = field_of(place);
  const GlobalId number = number_of(place);
  if (blueprint::exists(number)) {
    return work_.blueprint().measures.add({.name = text_of(expr),
                                           .kind = MeasureKind::Value,
                                           .amount = number,
                                           .unit = display_of(work_.model, expr.type).unit});
  }
  if (!blueprint::exists(field)) throw Unsupported("a value that is no state of cells", expr.span);
  return work_.blueprint().measures.add({.name = text_of(expr),
                                         .kind = MeasureKind::Value,
                                         .of = place.cells,
                                         .field = field,
                                         .element = place.element.value_or(blueprint::kNone),
                                         .unit = work_.blueprint().fields[field].display.unit});
}

std::vector<blueprint::MeasureId> Observations::recorded(ExprId id) {
  const model::Expr& expr = work_.model[id];
  if (const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind))
    return {measure(*call, expr)};
  const auto* name = std::get_if<model::Read>(&expr.kind);
  if (name != nullptr && work_.model[name->symbol].kind == SymbolKind::Let) {
    const ExprId meant = work_.model[name->symbol].value;
    if (meant && std::holds_alternative<model::IntrinsicCall>(work_.model[meant].kind)) {
      std::vector<blueprint::MeasureId> all = recorded(meant);
      work_.blueprint().measures[all.front()].name = text_of(expr);
      return all;
    }
  }
  const auto* path = std::get_if<model::Path>(&expr.kind);
  if (path == nullptr && !expr.type.is_scalar()) return {values_of_cells(id)};
  if (path == nullptr) throw Unsupported("a record of this", expr.span);
  const std::vector<Place> parts = parts_of(place_of(*path, expr));
  std::vector<blueprint::MeasureId> all;
  for (const Place& part : parts) {
    all.push_back(values(part, expr));
    blueprint::Measure& row = work_.blueprint().measures[all.back()];
    // What the user wrote says too little of one of several.
    if (parts.size() > 1)
      row.name = blueprint::exists(row.amount) ? work_.blueprint().globals[row.amount].name
                                               : work_.blueprint().fields[row.field].name;
  }
  return all;
}

std::vector<blueprint::Cells> Observations::cells_of(ExprId id) {
  const model::Expr& expr = work_.model[id];
  const auto* path = std::get_if<model::Path>(&expr.kind);
  if (path == nullptr) throw Unsupported("cells named like this", expr.span);
  return place_of(*path, expr).cells;
}

}  // namespace snn::lower
