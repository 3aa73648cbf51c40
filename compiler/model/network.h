#pragma once
// A network, resolved: populations, projections, drives and positions, before any size is known.

#include "compiler/model/component.h"
#include "compiler/model/expr.h"
#include "compiler/model/symbol.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::model {

struct EndpointRef {
  ExprId path;  // a Path: population or slice, and for a target its port
  SymbolId population;
  SymbolId port;  // none for a source
};
struct SettingValue {
  SourceSpan span;
  SymbolId target;  // none for `delay`, `dendritic_delay`, `periodic`, `solver` …
  std::string name;
  bool is_draw = false;
  ExprId value;
};
struct PopulationDef {
  SymbolId symbol;
  SourceSpan model_span;    // where the model is named
  std::size_t n_sides = 1;  // of a sheet: more than 1
  bool is_placed = false;   // a `place` gives its cells positions
  std::vector<ExprId> dims;
  SymbolId model;
  Polarity polarity = Polarity::None;
  std::vector<SettingValue> settings;  // those of `(…)` and of `{ … }`
};
struct PairsRule {
  SourceSpan span;
  std::string rule;  // all, one_to_one, fixed_in, …; empty with only where/prob
  std::vector<NamedArg> args;
  ExprId where;
  ExprId prob;
  bool excepts_self = false;
  ExprId except;
};
struct RuleUse {
  SymbolId model;
  std::vector<SettingValue> settings;
};
struct ProjectionDef {
  SourceSpan span;
  SymbolId symbol;  // none without `as`
  std::vector<EndpointRef> from;
  std::vector<EndpointRef> to;
  SymbolId synapse;  // none for a projection with its own `inject`
  std::vector<SettingValue> settings;
  std::vector<RuleUse> rules;
  std::optional<PairsRule> pairs;
  std::vector<Injection> injections;
};
struct DriveDef {
  SourceSpan span;
  std::vector<EndpointRef> targets;
  bool is_draw = false;
  ExprId value;
};
struct PlaceDef {
  SymbolId population;
  ExprId layout;
};
struct NetworkParam {
  SymbolId symbol;
  ExprId value;
  std::optional<Bounds> bounds;
};
struct LetDef {
  SymbolId symbol;
  ExprId value;
};
struct GroupDef {
  SymbolId symbol;
  std::vector<EndpointRef> members;
};
struct NetworkDef {
  SymbolId symbol;  // none: the network of a `test`
  ScopeId scope;
  std::vector<NetworkParam> params;
  std::vector<LetDef> lets;
  std::vector<PopulationDef> populations;  // ordered by symbol
  std::vector<GroupDef> groups;            // ordered by symbol
  std::vector<ProjectionDef> projections;
  std::vector<DriveDef> drives;
  std::vector<PlaceDef> places;
};

}  // namespace snn::model
