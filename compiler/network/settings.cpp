#include "compiler/network/settings.h"

#include <algorithm>
#include <utility>

namespace snn::network {
namespace {

const model::SettingValue* given_to(const ComponentUse& use, SymbolId variable) {
  const auto found = std::ranges::find(use.given, variable, &model::SettingValue::target);
  return found == use.given.end() ? nullptr : &*found;
}

// `V = -65 mV` among the settings of a cable is where its segments start.
ExprId start_of(const Builder& builder, const ComponentUse& use, const model::Variable& variable) {
  if (variable.value.is_valid()) return variable.value;
  const std::string& name = builder.program[variable.symbol].name;
  for (const model::CablePart& cable : use.component.cables) {
    for (const model::CableSetting& setting : cable.settings) {
      if (name == builder.program[cable.symbol].name + "." + setting.name) return setting.value;
    }
  }
  return {};
}

Setting setting_of(Builder& builder, const ComponentUse& use, const model::Variable& variable) {
  Setting setting;
  setting.variable = variable.symbol;
  if (use.from_file.contains(variable.symbol)) {
    setting.value = {{}, use.in, std::nullopt};
  } else if (const model::SettingValue* given = given_to(use, variable.symbol)) {
    setting.is_draw = given->is_draw;
    setting.value = {given->value, use.in, std::nullopt};
  } else {
    setting.is_default = true;
    setting.is_draw = variable.init_kind == model::InitKind::Draw;
    setting.value = {start_of(builder, use, variable), use.in, std::nullopt};
  }
  const ExprId expr = setting.value.expr;
  setting.is_steady =
      expr.is_valid() && std::holds_alternative<model::SteadyValue>(builder.program[expr].kind);
  return setting;
}

// Defaults see what is given to the other variables, and one another's values.
model::Bindings values_given(const Builder& builder, const std::vector<Setting>& settings) {
  model::Bindings bindings;
  for (const Setting& setting : settings) {
    if (setting.is_default && !setting.is_draw) continue;
    bindings[setting.variable] =
        setting.is_draw ? std::nullopt : builder.evaluate(setting.value.in, setting.value.expr, {});
  }
  return bindings;
}

void find_spreads(std::vector<Setting>& settings, const ComponentUse& use,
                  const std::function<Spread(ExprId)>& spread) {
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (Setting& setting : settings) {
      // Without an expression a file brings a value for every edge.
      const bool is_drawn = setting.is_draw || !setting.value.expr.is_valid();
      const Spread found =
          join(setting.spread, is_drawn ? use.of_draw : spread(setting.value.expr));
      is_changed = is_changed || found != setting.spread;
      setting.spread = found;
    }
  }
}

}  // namespace

void fill_settings(Builder& builder, const ComponentUse& use, std::vector<Setting>& into,
                   const std::function<Spread(ExprId)>& spread) {
  for (const model::Variable& variable : use.component.variables) {
    const bool is_set_up =
        variable.kind == model::SymbolKind::Param || variable.kind == model::SymbolKind::State;
    if (!is_set_up) continue;
    into.push_back(setting_of(builder, use, variable));
    for (std::size_t k = 0; k < variable.derivative_starts.size(); ++k) {
      Setting start;
      start.variable = variable.symbol;
      start.value = {variable.derivative_starts[k], use.in, std::nullopt};
      start.derivative = static_cast<int>(k) + 1;
      start.is_default = true;
      into.push_back(std::move(start));
    }
  }
  find_spreads(into, use, spread);
  const model::Bindings given = values_given(builder, into);
  for (Setting& setting : into) {
    if (setting.is_draw) {
      setting.stream = builder.stream(use.path + "." + builder.program[setting.variable].name);
    } else if (setting.spread == Spread::Shared) {
      setting.value.known = builder.evaluate(use.in, setting.value.expr,
                                             setting.is_default ? given : model::Bindings());
    }
  }
}

}  // namespace snn::network
