// Expressions over the variables of many cells, such as `(n.V - n.E_L)^2`: a number for each cell.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/lower/cell_names.h"
#include "compiler/lower/display.h"
#include "compiler/lower/observations.h"

#include <fmt/format.h>

#include <functional>
#include <map>

namespace snn::lower {

namespace {

/// Which field each path of the expression means.
using FieldsOfPaths = std::map<const model::Path*, FieldRef>;

/// In a kernel over the cells: their variables are those of the present one, and everything else
/// is a number of the script.
class CellwiseNames : public Names {
 public:
  CellwiseNames(Names& script, const FieldsOfPaths& fields) : script_(script), fields_(fields) {}

  ValueId read(Expressions& here, StateVariable variable, const model::Expr& expr) override {
    return script_.read(here, variable, expr);
  }
  ValueId path(Expressions& here, const model::Path& path, const model::Expr& expr) override {
    const auto found = fields_.find(&path);
    return found == fields_.end() ? script_.path(here, path, expr)
                                  : here.builder().load(found->second);
  }
  ValueId remote(Expressions& here, const model::Remote& remote, const model::Expr& expr) override {
    return script_.remote(here, remote, expr);
  }
  ValueId call(Expressions&, const model::IntrinsicCall&, const model::Expr& expr) override {
    throw Unsupported("a measure as one of the numbers of each cell", expr.span);
  }
  ir::Stream stream(const model::Expr& expr) override { return script_.stream(expr); }
  Array array(StateVariable variable, const model::Expr& expr) override {
    return script_.array(variable, expr);
  }
  ValueId convolution(Expressions& here, const model::Convolution& asked,
                      const model::Expr& expr) override {
    return script_.convolution(here, asked, expr);
  }

 private:
  Names& script_;
  const FieldsOfPaths& fields_;
};

}  // namespace

// `net.E[0..10]` of `net.E[0..10].V`: two paths mean the same cells if this is the same.
std::string Observations::cells_in(const model::Path& path) const {
  std::string result;
  for (const model::PathStep& step : path.steps) {
    result += fmt::format("{}", step.symbol.index);
    for (const model::Subscript& subscript : step.subscripts)
      for (const ExprId end : {subscript.begin, subscript.end, subscript.step})
        result += end ? "," + text_of(work_.model[end]) : ",";
    if (work_.model[step.symbol].kind == model::SymbolKind::Population) break;
    result += '.';
  }
  return result;
}

blueprint::MeasureId Observations::values_of_cells(ExprId id) {
  const model::Expr& expr = work_.model[id];
  FieldsOfPaths fields;
  std::optional<Place> of;
  std::string cells;
  const std::function<void(ExprId)> look = [&](ExprId part_id) {
    const model::Expr& part = work_.model[part_id];
    for (const ExprId inner : equations::parts_of(part))
      look(inner);
    const auto* path = std::get_if<model::Path>(&part.kind);
    if (path == nullptr || number_at(work_, numbers_, network::InstanceId(0), *path)) return;
    const Place place = place_of(*path, part);
    const FieldId field = field_of(place);
    const bool is_one_of_each = place.population && place.cells.size() == 1 && !place.is_single &&
                                blueprint::exists(field) &&
                                work_.blueprint().fields[field].length == 1;
    if (!is_one_of_each) throw Unsupported("this as one of the numbers of each cell", part.span);
    if (of && cells != cells_in(*path))
      throw Unsupported("variables of different cells in one expression", part.span);
    cells = cells_in(*path);
    of = place;
    fields[path] = {ir::Frame::Self, field};
  };
  look(id);
  if (!of) throw Unsupported("this as a number of each cell", expr.span);

  const PopulationId population = work_.cells[of->population].id;
  const std::string name = fmt::format("{} #{}", text_of(expr), n_scratch_++);
  const FieldId field = work_.add_field({.name = name,
                                         .type = Type::Real,
                                         .role = blueprint::FieldRole::Derived,
                                         .population = population,
                                         .display = display_of(work_.model, expr.type)});
  // The last thing in a step, so that it shows what the variables are then.
  const KernelId kernel = work_.add_kernel(name, blueprint::Domain::EachCell, population);
  work_.blueprint().schedule.init.emplace_back(blueprint::Launch{kernel});
  work_.blueprint().schedule.step.emplace_back(blueprint::Launch{kernel});
  ir::Builder builder(work_.program, kernel);
  CellwiseNames names(*this, fields);
  Expressions here(work_.model, builder, Type::Real, names);
  builder.store({ir::Frame::Self, field}, here.to_real(here.element(id, {.known = 0})));
  return work_.blueprint().measures.add({.name = text_of(expr),
                                         .kind = blueprint::MeasureKind::Value,
                                         .of = of->cells,
                                         .field = field,
                                         .unit = work_.blueprint().fields[field].display.unit});
}

}  // namespace snn::lower
