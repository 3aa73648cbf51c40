#include "compiler/lower/samples.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/slices.h"

#include <fmt/format.h>

#include <string>

namespace snn::lower {

using ir::Op;
using model::SymbolKind;

namespace {

/// What a path leads to.
struct Place {
  network::Cells cells;
  SymbolId variable;
  bool is_single = false;
};

Place place_of(const Workspace& work, network::InstanceId in, const model::Path& path,
               const model::Expr& expr) {
  Place place;
  for (const model::PathStep& step : path.steps) {
    const model::Symbol& symbol = work.model[step.symbol];
    if (symbol.kind == SymbolKind::NetworkInstance) {
      in = work.network.find_instance(step.symbol);
    } else if (symbol.kind == SymbolKind::Population) {
      place.cells.population = work.network.find_population(in, step.symbol);
      if (step.subscripts.size() > 1) throw Unsupported("a part of a sheet", expr.span);
      for (const model::Subscript& at : step.subscripts) {
        place.is_single = !at.end;
        place.cells.slices.push_back({.begin = {.expr = at.begin, .in = in},
                                      .end = {.expr = at.end, .in = in},
                                      .step = {.expr = at.step, .in = in},
                                      .is_single = place.is_single});
      }
    } else {
      place.variable = step.symbol;
    }
  }
  const bool is_known = place.cells.population && place.variable &&
                        work.model[place.variable].kind != SymbolKind::Input;
  if (!is_known) throw Unsupported("this of other cells", expr.span);
  return place;
}

class Sampler {
 public:
  Sampler(Workspace& work, Numbers& numbers, const Place& place)
      : work_(work),
        numbers_(numbers),
        place_(place),
        name_(fmt::format("{}.{} sample {}", work.network.populations[place.cells.population].path,
                          work.model[place.variable].name, work.blueprint().kernels.size())) {}

  /// The sum of a value over the cells that are meant; without a variable, their number.
  GlobalId sum(bool counts) {
    const PopulationId population = work_.cells[place_.cells.population].id;
    const std::string name = name_ + (counts ? " number" : "");
    const FieldId field = work_.add_field({.name = name,
                                           .type = Type::Real,
                                           .role = blueprint::FieldRole::Derived,
                                           .population = population});
    const GlobalId result = work_.blueprint().globals.add(
        {.name = name, .type = Type::F64, .role = blueprint::GlobalRole::Derived});
    const KernelId kernel = work_.add_kernel(name, blueprint::Domain::EachCell, population);
    ir::Builder builder(work_.program, kernel);
    CellNames names(work_, numbers_, place_.cells.population);
    Expressions here(work_.model, builder, Type::Real, names);
    ValueId value = counts ? here.number(1) : here.to_real(here.variable({place_.variable, 0}, {}));
    if (const auto meant = is_among(builder, slice_of(work_, numbers_, place_.cells, name)))
      value = here.choose(*meant, value, here.number(0));
    builder.store({Frame::Self, field}, value);
    // Kernels of phases join the list later: this is before all of them.
    work_.blueprint().schedule.step.push_back(blueprint::Launch{kernel});
    work_.blueprint().schedule.step.push_back(blueprint::Sum{field, result});
    return result;
  }

 private:
  Workspace& work_;
  Numbers& numbers_;
  const Place& place_;
  std::string name_;
};

void require_steps(const Expressions& here, const model::Expr& expr) {
  if (here.real() != Type::Real)
    throw Unsupported("a value of other cells before the first step", expr.span);
}

}  // namespace

ValueId sample_of_one(Workspace& work, Numbers& numbers, Expressions& here, network::InstanceId in,
                      const model::Path& path, const model::Expr& expr) {
  require_steps(here, expr);
  const Place place = place_of(work, in, path, expr);
  if (!place.is_single) throw Unsupported("a variable of many cells as one number", expr.span);
  return load_number(here, Sampler(work, numbers, place).sum(false));
}

ValueId sample_of_many(Workspace& work, Numbers& numbers, Expressions& here, network::InstanceId in,
                       const model::IntrinsicCall& call, const model::Expr& expr) {
  const auto* path = call.args.size() == 1
                         ? std::get_if<model::Path>(&work.model[call.args.front().value].kind)
                         : nullptr;
  const bool is_mean = call.intrinsic == model::Intrinsic::Mean;
  if (path == nullptr || (!is_mean && call.intrinsic != model::Intrinsic::Sum))
    throw Unsupported(fmt::format("`{}` here", model::info_of(call.intrinsic).name), expr.span);
  require_steps(here, expr);
  const Place place = place_of(work, in, *path, expr);
  Sampler sampler(work, numbers, place);
  const ValueId sum = load_number(here, sampler.sum(false));
  if (!is_mean) return sum;
  return here.builder().op(Op::Div, {sum, load_number(here, sampler.sum(true))});
}

}  // namespace snn::lower
