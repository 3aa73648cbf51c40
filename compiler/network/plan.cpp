#include "compiler/network/plan.h"

#include <algorithm>

namespace snn::network {
namespace {

template <class Id, class Row, class Matches>
Id find_row(const IdVector<Id, Row>& rows, const Matches& matches) {
  const auto found = std::ranges::find_if(rows, matches);
  return found == rows.end() ? Id() : Id(static_cast<std::size_t>(found - rows.begin()));
}

}  // namespace

PopulationId Plan::find_population(InstanceId instance, SymbolId symbol) const {
  return find_row(populations, [&](const Population& population) {
    return population.instance == instance && population.symbol == symbol;
  });
}

InstanceId Plan::find_instance(SymbolId symbol) const {
  if (!symbol) return {};
  return find_row(instances, [&](const Instance& instance) { return instance.symbol == symbol; });
}

const Global* Plan::find_global(InstanceId instance, SymbolId symbol) const {
  const auto found = std::ranges::find_if(globals, [&](const Global& global) {
    return global.instance == instance && global.symbol == symbol;
  });
  return found == globals.end() ? nullptr : &*found;
}

const Setting* Plan::find_setting(PopulationId population, SymbolId variable) const {
  const std::vector<Setting>& settings = populations[population].settings;
  const auto found = std::ranges::find_if(settings, [&](const Setting& setting) {
    return setting.variable == variable && setting.derivative == 0;
  });
  return found == settings.end() ? nullptr : &*found;
}

std::string_view name_of(const PairsRule& rule) {
  constexpr std::string_view kNames[] = {"all",       "one_to_one",  "prob", "fixed_in",
                                         "fixed_out", "fixed_total", "list", "matrix"};
  return kNames[rule.index()];
}

}  // namespace snn::network
