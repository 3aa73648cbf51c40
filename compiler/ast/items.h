#pragma once
// The tree as written: everything that is declared, from a file's top level to the lines of a
// neuron, a network, an experiment or a training block.

#include "compiler/ast/nodes.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace snn::ast {

/// `{ … }` of items.
struct Body {
  SourceSpan span;
  std::vector<ItemId> items;
};

// ---- top level --------------------------------------------------------------------------------

/// `import std.neurons.{LIF, AdEx}`, `import "cells.snn" as cells`
struct Import {
  std::optional<std::string> path;  // the string form
  SourceSpan path_span;
  QualifiedName module;     // the dotted form
  std::vector<Name> names;  // of the braces; empty: the whole module
  std::optional<Name> alias;
};
/// `unit V prefixed = 1 [J/(A*s)]`, `unit degC = 1 K from 273.15 K`
struct UnitDecl {
  Name name;
  bool is_prefixed = false;
  ExprId value;
  ExprId origin;  // after `from`, or none
};
struct Const {
  Name name;
  std::optional<UnitText> unit;
  ExprId value;
};
struct FnArg {
  Name name;
  std::optional<UnitText> unit;
};
struct Fn {
  Name name;
  std::vector<FnArg> args;
  std::optional<UnitText> unit;
  ExprId value;
};
/// `kernel k(s) = …`
struct Kernel {
  Name name;
  std::optional<Name> variable;
  ExprId value;
};
struct Event {
  Name name;
  std::optional<UnitText> unit;
};

enum class ModelKind { Neuron, Synapse, Mechanism, Plasticity };

/// `V: mV` after `on`
struct HostVar {
  SourceSpan span;
  Name name;
  UnitText unit;
  std::optional<Bounds> bounds;
};
struct Extends {
  QualifiedName base;
  std::optional<Args> args;
};
/// A neuron, synapse, mechanism or plasticity rule.
struct Model {
  ModelKind kind = ModelKind::Neuron;
  Name name;
  std::vector<HostVar> hosts;
  std::optional<Extends> extends;
  Body body;
};

// ---- inside a model ---------------------------------------------------------------------------

enum class InitKind { None, Equals, Draw };

/// One name of a `param` or `state` group, or of a network's parameters:
/// `w[3]: target = 1 in [0, w_max]`
struct Decl {
  SourceSpan span;
  Name name;
  int n_primes = 0;  // `x' = 0 mV/ms` gives the start value of a derivative
  std::vector<ExprId> dims;
  std::optional<UnitText> unit;
  InitKind init_kind = InitKind::None;
  ExprId init;
  std::optional<Bounds> bounds;
};
struct Param {
  std::vector<Decl> decls;
  bool is_braced = false;
};
struct State {
  bool is_shared = false;
  std::vector<Decl> decls;
  bool is_braced = false;
};
struct Let {
  Name name;
  std::optional<UnitText> unit;
  ExprId value;
};

enum class Polarity { None, Excitatory, Inhibitory };

struct Input {
  Polarity polarity = Polarity::None;
  Name name;
  std::vector<ExprId> dims;
  bool is_spike = false;
  std::optional<UnitText> unit;
  ExprId default_value;
  std::optional<Bounds> bounds;
};
struct Noise {
  bool is_shared = false;
  std::vector<Name> names;
};
struct HostBinding {
  Name host;
  Ref target;
};
/// `use exc = ExpCond(tau = 5 ms) on V = soma.V`
struct Use {
  Name name;
  QualifiedName mechanism;
  std::optional<Args> args;
  std::vector<HostBinding> bindings;
};
/// `refractory t_ref hold V`, `refractory until V < -20 mV`
struct Refractory {
  SourceSpan span;
  bool is_until = false;
  ExprId value;
  std::vector<Ref> held;
};
/// `spike when c … { reset }` or `spike at rate r …`
struct Spike {
  bool is_rate = false;
  ExprId condition;
  std::optional<Refractory> refractory;
  std::optional<Block> reset;
};
/// `on pre { … }`, `on s(w) { … }`
struct OnHandler {
  Ref event;
  std::optional<Name> value;
  Block block;
};
struct WhenHandler {
  ExprId condition;
  Block block;
};
struct EveryHandler {
  ExprId period;
  Block block;
};
/// `inject J*pre.r to I`; also a line of a `connect`.
struct Inject {
  ExprId value;
  std::optional<Ref> port;
};
struct Compartment {
  Name name;
  Body body;
};
/// Settings and mechanisms.
struct Cable {
  Name name;
  Body body;
};
struct Couple {
  Ref first;
  Ref second;
  ExprId conductance;
};
struct Attach {
  Ref child;
  ExprId child_position;
  Ref parent;
  ExprId parent_position;  // none: the whole compartment
};
/// `I += g*(E - V)`
struct Contribution {
  Ref target;
  bool is_subtracted = false;
  SourceSpan op_span;
  ExprId value;
};
/// `C * dV/dt = …`, `x' = …`, `d2x/dt2 = …`
struct Equation {
  SourceSpan lhs_span;
  std::vector<ExprId> coefficients;
  Ref variable;
  SourceSpan derivative_span;  // `dV/dt` alone
  bool is_primed = false;      // written `V'`
  int order = 1;
  ExprId value;
};

// ---- networks ---------------------------------------------------------------------------------

/// `pre`, `E[0..10].exc`, or `(E, I).s` with several refs and a port.
struct Endpoint {
  SourceSpan span;
  bool is_tuple = false;
  std::vector<Ref> refs;
  std::optional<Name> port;  // after a tuple; a single ref carries its own
};
/// `name = value` or `name ~ distribution`
struct Setting {
  Ref target;
  bool is_draw = false;
  ExprId value;
};
struct Network {
  Name name;
  std::vector<Decl> params;
  Body body;
};
struct Population {
  Name name;
  std::vector<ExprId> dims;
  QualifiedName model;
  std::optional<Args> args;
  Polarity polarity = Polarity::None;
  std::optional<Body> settings;
};
/// `via Static(…)`, `with PairSTDP(…)`
struct ModelUse {
  SourceSpan span;
  QualifiedName model;
  std::optional<Args> args;
};
struct Connect {
  Endpoint from;
  Endpoint to;
  std::optional<ModelUse> via;
  std::vector<ModelUse> rules;
  std::optional<Name> alias;
  std::optional<Body> body;  // Pairs, Inject and Setting items
};
/// `pairs fixed_in(100) where c except self`, `pairs prob 0.1`, `pairs where c prob p`
struct Pairs {
  std::optional<Ref> rule;
  std::optional<Args> args;
  ExprId where;
  ExprId prob;
  ExprId except;
};
struct Drive {
  Endpoint target;
  bool is_draw = false;
  ExprId value;
};
struct Group {
  Name name;
  Endpoint members;
};
struct Place {
  Ref population;
  ExprId layout;
};

// ---- experiments, tests, training -------------------------------------------------------------

struct Experiment {
  Name name;
  Body body;
};
struct Test {
  std::string title;
  SourceSpan title_span;
  Body body;
};
struct Train {
  Name name;
  Body body;
};
/// `network net = Brunel(g = 5)`
struct NetworkInstance {
  Name name;
  QualifiedName network;
  std::optional<Args> args;
};
struct Record {
  ExprId what;
  ExprId every;
  std::optional<std::string> file;
  SourceSpan file_span;
};
struct Run {
  bool is_until = false;
  ExprId value;
};
struct At {
  ExprId time;
  Body body;
};
struct Set {
  Endpoint target;
  bool is_draw = false;
  ExprId value;
};
struct Broadcast {
  Ref event;
  std::optional<Args> args;
};
/// `g in 3..8 step 0.5` or `g in [1, 2]`
struct SweepVar {
  Name name;
  std::optional<Range> range;
  ExprId values;
};
struct Sweep {
  std::vector<SweepVar> variables;
  Body body;
};
struct Repeat {
  ExprId count;
  Body body;
};
struct Expect {
  ExprId value;
  std::optional<Bounds> bounds;
  ExprId within;
};
struct Data {
  Name name;
  ExprId value;
};
struct Feed {
  Endpoint target;
  ExprId source;
};
/// `surrogate net.h(d) = …`; without a population it is the default of all.
struct Surrogate {
  std::optional<Ref> population;
  Name variable;
  ExprId value;
};
struct Loss {
  ExprId value;
};
struct Optimize {
  std::vector<Ref> parameters;
  Ref optimizer;
  std::optional<Args> args;
};
/// The parser recovered here.
struct ErrorItem {};

using ItemKind =
    std::variant<Import, UnitDecl, Const, Fn, Kernel, Event, Model, Network, Experiment, Test,
                 Train, Param, State, Let, Input, Noise, Use, Spike, OnHandler, WhenHandler,
                 EveryHandler, Inject, Compartment, Cable, Couple, Attach, Contribution, Equation,
                 Setting, Population, Connect, Pairs, Drive, Group, Place, NetworkInstance, Record,
                 Run, At, Set, Broadcast, Sweep, Repeat, Expect, Data, Feed, Surrogate, Loss,
                 Optimize, ErrorItem>;
struct Item {
  SourceSpan span;
  ItemKind kind;
};

}  // namespace snn::ast
