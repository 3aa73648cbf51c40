#pragma once
// Experiments, tests and training blocks, resolved: scripts of typed steps over networks.

#include "compiler/model/component.h"
#include "compiler/model/expr.h"
#include "compiler/model/network.h"
#include "compiler/model/symbol.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace snn::model {

struct StepId : Id<StepId> {
  using Id::Id;
};
using Script = std::vector<StepId>;

struct InstanceStep {
  SymbolId symbol;
  SymbolId network;
  std::vector<SettingValue> args;
};
struct SettingStep {
  std::string name;  // dt, seed, solver, spike_times, …
  ExprId value;
};
struct LetStep {
  SymbolId symbol;
  ExprId value;
};
struct RecordStep {
  std::vector<ExprId> what;
  ExprId every;
  std::string file;
};
struct RunStep {
  bool is_until = false;
  ExprId value;
};
struct AtStep {
  ExprId time;
  Script script;
};
struct SetStep {
  std::vector<ExprId> targets;
  bool is_draw = false;
  ExprId value;
};
struct DriveStep {
  DriveDef drive;
};
struct BroadcastStep {
  SymbolId event;
  ExprId value;  // none: 1
};
struct SweepStep {
  struct Axis {
    SymbolId symbol;
    ExprId begin;  // of a range
    ExprId end;
    ExprId step;
    ExprId values;  // or a list
  };
  std::vector<Axis> axes;
  Script script;
};
struct RepeatStep {
  ExprId count;
  Script script;
};
struct ExpectStep {
  ExprId value;
  std::optional<Bounds> bounds;
  ExprId within;
};
using StepKind = std::variant<InstanceStep, SettingStep, LetStep, RecordStep, RunStep, AtStep,
                              SetStep, DriveStep, BroadcastStep, SweepStep, RepeatStep, ExpectStep>;
struct ScriptStep {
  SourceSpan span;
  StepKind kind;
};
struct ExperimentDef {
  SymbolId symbol;    // none for a test
  std::string title;  // of a test, or the experiment's name
  bool is_test = false;
  SourceSpan span;
  ScopeId scope;
  NetworkId network;  // the populations that a test or an experiment declares itself, or none
  Script script;
};

struct FeedDef {
  EndpointRef target;
  ExprId source;
};
struct SurrogateDef {
  SourceSpan span;
  SymbolId population;  // none: the default of all
  SymbolId variable;
  ExprId value;
};
struct TrainDef {
  std::string name;
  SourceSpan span;
  ScopeId scope;
  std::vector<InstanceStep> instances;
  std::vector<SettingStep> settings;
  std::vector<LetDef> lets;
  std::vector<LetDef> data;
  std::vector<FeedDef> feeds;
  std::vector<SurrogateDef> surrogates;
  ExprId loss;
  std::vector<ExprId> parameters;
  ExprId optimizer;
};

}  // namespace snn::model
