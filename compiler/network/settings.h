#pragma once
// What the parameters and initial states of a component are set to where it is used.

#include "compiler/network/builder.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace snn::network {

/// A component in use: in a population, or in a connection as its synapse or a rule.
struct ComponentUse {
  const model::Component& component;
  const std::vector<model::SettingValue>& given;
  InstanceId in;
  std::string path;  // of the streams: `net.E`
  Spread of_draw = Spread::PerCell;
  /// Parameters that a file brings a value of, for every edge.
  std::set<SymbolId> from_file = {};
};

/// Fills `into` with one row for every parameter and state, in the component's order. `spread` may
/// look at the rows that are there already: what a default reads may differ between cells.
void fill_settings(Builder& builder, const ComponentUse& use, std::vector<Setting>& into,
                   const std::function<Spread(ExprId)>& spread);

}  // namespace snn::network
