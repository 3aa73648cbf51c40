#include "compiler/lower/places.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/expressions.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numbers>
#include <string_view>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::Intrinsic;

namespace {

constexpr std::array<std::string_view, 3> kAxes{"x", "y", "z"};

std::size_t n_axes(const network::Layout& layout) {
  if (layout.kind == Intrinsic::Box) return 3;
  return layout.kind == Intrinsic::PositionFile ? layout.columns.size() : 2;
}

const network::Value& argument(const network::Layout& layout, std::string_view name) {
  const auto found = std::ranges::find(layout.arguments, name, &network::Argument::name);
  SNN_CHECK(found != layout.arguments.end(), "a layout without its `{}`", name);
  return found->value;
}

/// Fills the coordinates of one population.
class Placement {
 public:
  Placement(Workspace& work, Numbers& numbers, network::PopulationId id)
      : work_(work),
        numbers_(numbers),
        population_(work.network.populations[id]),
        layout_(*population_.layout),
        row_(work.cells[id]),
        names_(work, numbers, id),
        kernel_(work.add_kernel(population_.path + ".place", blueprint::Domain::EachCell, row_.id)),
        b_(work.program, kernel_),
        here_(work.model, b_, Type::F64, names_) {}

  void write() {
    work_.blueprint().schedule.build.push_back(blueprint::Launch{kernel_});
    names_.look_in(population_.instance);
    if (layout_.stream) names_.draw_from(layout_.stream->path, layout_.stream->number);
    const std::vector<ValueId> at = coordinates();
    for (std::size_t axis = 0; axis < at.size(); ++axis)
      b_.store({Frame::Self, row_.places[axis].field}, at[axis]);
  }

 private:
  std::vector<ValueId> coordinates() {
    switch (static_cast<int>(layout_.kind)) {
      case static_cast<int>(Intrinsic::Grid): return on_grid();
      case static_cast<int>(Intrinsic::Ring): return on_ring();
      case static_cast<int>(Intrinsic::Disc): return in_disc();
      case static_cast<int>(Intrinsic::Box): return in_box();
      default: return from_file();
    }
  }

  ValueId number(std::string_view name) {
    return here_.to_real(here_.value(argument(layout_, name).expr));
  }
  ValueId times(ValueId a, ValueId b) { return b_.op(Op::Mul, {a, b}); }
  ValueId unit_draw() { return here_.draw(Op::Uniform, here_.number(0), here_.number(1), {}); }

  // Row by row, as a sheet of nx by ny counts its cells.
  std::vector<ValueId> on_grid() {
    const ValueId cell = b_.index(Frame::Self);
    const GlobalId ny =
        numbers_.value(population_.path + " grid ny", argument(layout_, "ny"), Type::I64);
    const ValueId n = b_.load_global(ny);
    const ValueId spacing = number("spacing");
    return {times(here_.to_real(b_.op(Op::Div, {cell, n})), spacing),
            times(here_.to_real(b_.op(Op::Mod, {cell, n})), spacing)};
  }

  std::vector<ValueId> around(ValueId angle, ValueId radius) {
    return {times(radius, b_.op(Op::Cos, {angle})), times(radius, b_.op(Op::Sin, {angle}))};
  }

  std::vector<ValueId> on_ring() {
    const ValueId cell = here_.to_real(b_.index(Frame::Self));
    const ValueId turn = b_.op(Op::Div, {cell, here_.to_real(b_.size(row_.id))});
    return around(times(here_.number(2 * std::numbers::pi), turn), number("radius"));
  }

  // Evenly over the area: the radius goes with the root.
  std::vector<ValueId> in_disc() {
    const ValueId radius = times(number("radius"), b_.op(Op::Sqrt, {unit_draw()}));
    return around(times(here_.number(2 * std::numbers::pi), unit_draw()), radius);
  }

  std::vector<ValueId> in_box() {
    std::vector<ValueId> at;
    for (const std::string_view axis : kAxes)
      at.push_back(times(number(axis), unit_draw()));
    return at;
  }

  std::vector<ValueId> from_file() {
    const DataId data = work_.table(layout_.file);
    const std::int64_t n_columns = work_.blueprint().data[data].n_columns;
    const ValueId begin =
        b_.op(Op::Mul, {b_.index(Frame::Self), b_.constant_int(Type::I64, n_columns)});
    std::vector<ValueId> at;
    for (const network::Column& column : layout_.columns) {
      const ValueId place = b_.op(
          Op::Add, {begin, b_.constant_int(Type::I64, static_cast<std::int64_t>(column.index))});
      at.push_back(times(b_.load_data(data, place), here_.number(column.factor)));
    }
    return at;
  }

  Workspace& work_;
  Numbers& numbers_;
  const network::Population& population_;
  const network::Layout& layout_;
  CellRow& row_;
  CellNames names_;
  KernelId kernel_;
  ir::Builder b_;
  Expressions here_;
};

// How far a step along an axis is the same place again; none where it never is.
GlobalId period(Numbers& numbers, const network::Population& population, std::size_t axis) {
  const network::Layout& layout = *population.layout;
  if (!layout.is_periodic) return GlobalId::none;
  const auto length = [&](std::string_view name, Type type = Type::F64) {
    return numbers.value(fmt::format("{} layout {}", population.path, name), argument(layout, name),
                         type);
  };
  if (layout.kind == Intrinsic::Box) return length(kAxes[axis]);
  if (layout.kind == Intrinsic::Ring) return length("radius");
  const GlobalId n = length(axis == 0 ? "nx" : "ny");
  return numbers.product(fmt::format("{} layout width {}", population.path, kAxes[axis]), n,
                         length("spacing"));
}

// The space of both ends is one.
void require_equal(Numbers& numbers, GlobalId a, GlobalId b, const std::string& projection) {
  if (a == b) return;
  const ValueId is_equal =
      numbers.builder().op(Op::Eq, {numbers.in_kernel(a), numbers.in_kernel(b)});
  numbers.require(is_equal, projection + " joins cells whose layouts have different periods");
}

}  // namespace

void declare_places(Workspace& work, Numbers& numbers, network::PopulationId id) {
  const network::Population& population = work.network.populations[id];
  if (!population.layout) return;
  CellRow& row = work.cells[id];
  for (std::size_t axis = 0; axis < n_axes(*population.layout); ++axis) {
    const FieldId field =
        work.add_field({.name = fmt::format("{} {}", population.path, kAxes[axis]),
                        .type = Type::F64,
                        .role = blueprint::FieldRole::Param,
                        .population = row.id,
                        .display = {.doc = "", .unit = {.spelling = "um"}, .accepted = {}}});
    row.places.push_back({.field = field, .period = period(numbers, population, axis)});
  }
}

void set_up_places(Workspace& work, Numbers& numbers, network::PopulationId id) {
  if (work.network.populations[id].layout) Placement(work, numbers, id).write();
}

// A coordinate that a layout does not have is 0. On a periodic ring the way is along the circle.
ValueId distance(Workspace& work, Numbers& numbers, network::ProjectionId id, ir::Builder& b) {
  const network::Projection& projection = work.network.projections[id];
  const auto& from = work.cells[projection.source.population].places;
  const auto& to = work.cells[projection.target.cells.population].places;
  const network::Layout& layout = *work.network.populations[projection.source.population].layout;
  const bool is_ring = layout.kind == Intrinsic::Ring && layout.is_periodic;
  ValueId sum;
  for (std::size_t axis = 0; axis < std::max(from.size(), to.size()); ++axis) {
    const auto at = [&](Frame frame, const std::vector<Coordinate>& places) {
      return axis < places.size() ? b.load({frame, places[axis].field}) : b.constant(Type::F64, 0);
    };
    const ValueId here = at(Frame::Pre, from);
    ValueId way = b.op(Op::Sub, {here, at(Frame::Post, to)});
    if (axis < from.size() && blueprint::exists(from[axis].period) && !is_ring) {
      require_equal(numbers, from[axis].period, to[axis].period, projection.path);
      const ValueId length = b.load_global(from[axis].period);
      const ValueId turns = b.op(Op::Round, {b.op(Op::Div, {way, length})});
      way = b.op(Op::Sub, {way, b.op(Op::Mul, {length, turns})});
    }
    const ValueId square = b.op(Op::Mul, {way, way});
    sum = axis == 0 ? square : b.op(Op::Add, {sum, square});
  }
  const ValueId straight = b.op(Op::Sqrt, {sum});
  if (!is_ring) return straight;
  // A chord c of a circle of radius r spans an arc of 2 r asin(c / 2 r).
  const ValueId two = b.constant(Type::F64, 2);
  const ValueId width = b.op(Op::Mul, {two, b.load_global(from.front().period)});
  const ValueId rest = b.op(Op::Sub, {b.op(Op::Mul, {width, width}), sum});
  const ValueId other = b.op(Op::Sqrt, {b.op(Op::Max, {rest, b.constant(Type::F64, 0)})});
  return b.op(Op::Mul, {width, b.op(Op::Atan2, {straight, other})});
}

}  // namespace snn::lower
