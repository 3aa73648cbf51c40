// Populations: how many cells, of which model, with which values, and where.

#include "compiler/network/builder.h"
#include "compiler/network/checks.h"
#include "compiler/network/columns.h"
#include "compiler/network/data.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/settings.h"
#include "compiler/network/spread.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace snn::network {
namespace {

class PopulationAdder {
 public:
  PopulationAdder(Builder& builder, InstanceId instance, const model::NetworkDef& network)
      : builder_(builder), instance_(instance), network_(network) {}

  void add_all() {
    // Symbols are in the order of declaration.
    for (const model::PopulationDef& def : network_.populations)
      add(def);
  }

 private:
  void add(const model::PopulationDef& def) {
    Population population;
    population.path = path_in(builder_.plan, instance_, builder_.program[def.symbol].name);
    population.instance = instance_;
    population.symbol = def.symbol;
    population.component = builder_.program[def.symbol].component;
    population.polarity = def.polarity;
    for (const ExprId side : def.dims)
      population.sides.push_back(builder_.value(instance_, side));
    if (def.dims.empty()) population.sides.push_back({.known = 1});  // written without a size
    population.n_cells = check_sides(builder_, population);
    const ComponentUse use{builder_.program.components[population.component], def.settings,
                           instance_, population.path, Spread::PerCell};
    fill_settings(builder_, use, population.settings,
                  [&](ExprId expr) { return spread_of(builder_.program, population, expr); });
    for (const model::SettingValue& setting : def.settings) {
      if (!setting.target.is_valid()) take_method(setting, population.method);
    }
    add_layout(population);
    check_shared_states(builder_, population);
    builder_.plan.populations.push_back(std::move(population));
  }

  void take_method(const model::SettingValue& setting, Method& method) const {
    const auto* text = std::get_if<model::TextLiteral>(&builder_.program[setting.value].kind);
    if (setting.name == "solver" && text != nullptr) method.solver = text->value;
    if (setting.name == "interpretation" && text != nullptr) method.interpretation = text->value;
    if (setting.name == "solver.tol") method.tolerance = builder_.value(instance_, setting.value);
  }

  void add_layout(Population& population) {
    const auto place =
        std::ranges::find(network_.places, population.symbol, &model::PlaceDef::population);
    if (place == network_.places.end()) return;
    const auto* call = std::get_if<model::IntrinsicCall>(&builder_.program[place->layout].kind);
    if (call == nullptr) return;
    Layout layout;
    layout.kind = call->intrinsic;
    layout.arguments = builder_.arguments(instance_, *call, Spread::PerCell);
    for (const Argument& argument : layout.arguments) {
      if (argument.name == "periodic") layout.is_periodic = argument.value.known == 1;
      if (argument.name == "file")
        layout.file = file_at(builder_, place->layout, argument.value.expr, Shape::Table);
    }
    const bool is_random =
        layout.kind == model::Intrinsic::Disc || layout.kind == model::Intrinsic::Box;
    if (is_random) layout.stream = builder_.stream(population.path + ".place");
    if (layout.file.is_valid() && check_positions(builder_, population, layout))
      take_columns(layout);
    check_period(population, layout);
    population.layout = std::move(layout);
  }

  // `x`, `y`, `z` in the order of the file where it has no names.
  void take_columns(Layout& layout) {
    const DataFile& file = builder_.plan.files[layout.file];
    const Quantity length = quantity_in(builder_.program, "um");
    for (std::size_t axis = 0; axis < file.shape[1]; ++axis) {
      const std::string_view name = std::string_view("xyz").substr(axis, 1);
      const auto named = file.columns.empty() ? std::optional(axis) : column_named(file, {name});
      if (!named) {
        builder_.diags.emit(kDataShape, file.span, file.path,
                            fmt::format("has no column `{}`; positions are x, y, z", name));
        return;
      }
      const auto factor = factor_of(builder_, file, *named, length);
      if (!factor || !check_finite(builder_, file, *named)) return;
      layout.columns.push_back({*named, *factor});
    }
  }

  void check_period(const Population& population, const Layout& layout) {
    const bool has_period = layout.kind == model::Intrinsic::Grid ||
                            layout.kind == model::Intrinsic::Ring ||
                            layout.kind == model::Intrinsic::Box;
    if (!layout.is_periodic || has_period) return;
    const auto given = std::ranges::find(layout.arguments, "periodic", &Argument::name);
    builder_.diags
        .emit(kLayout, builder_.program[given->value.expr].span, population.path,
              "cannot be periodic")
        .note(
            "a grid, a ring and a box go on at their other end; nothing says where a disc or "
            "positions of a file do");
  }

  Builder& builder_;
  InstanceId instance_;
  const model::NetworkDef& network_;
};

}  // namespace

std::string path_in(const Plan& plan, InstanceId instance, std::string_view name) {
  const std::string& path = plan.instances[instance].path;
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

void add_populations(Builder& builder) {
  for (std::size_t i = 0; i < builder.plan.instances.size(); ++i) {
    const model::NetworkDef* network = builder.network_of(InstanceId(i));
    if (network != nullptr) PopulationAdder(builder, InstanceId(i), *network).add_all();
  }
}

}  // namespace snn::network
