#pragma once
// What a node says, as a tuple of its fields without spans: one row a node. Private to the room.

#include "compiler/ast/items.h"
#include "compiler/ast/nodes.h"

#include <tuple>

namespace snn::ast {

// ---- parts
inline auto fields(const Name& x) {
  return std::tie(x.text);
}
inline auto fields(const QualifiedName& x) {
  return std::tie(x.parts);
}
inline auto fields(const Range& x) {
  return std::tie(x.begin, x.end, x.step);
}
inline auto fields(const Index& x) {
  return std::tie(x.range, x.at);
}
inline auto fields(const RefPart& x) {
  return std::tie(x.name, x.indices);
}
inline auto fields(const Ref& x) {
  return std::tie(x.parts);
}
inline auto fields(const Arg& x) {
  return std::tie(x.name, x.range, x.value);
}
inline auto fields(const Args& x) {
  return std::tie(x.list);
}
inline auto fields(const Bounds& x) {
  return std::tie(x.is_low_open, x.is_high_open, x.low, x.high);
}

// ---- expressions
inline auto fields(const Number& x) {
  return std::tie(x.value);
}
inline auto fields(const Quantity& x) {
  return std::tie(x.value, x.unit);
}
inline auto fields(const String& x) {
  return std::tie(x.value);
}
inline auto fields(const Bool& x) {
  return std::tie(x.value);
}
inline auto fields(const Infinity& /*x*/) {
  return std::tuple<>();
}
inline auto fields(const Steady& /*x*/) {
  return std::tuple<>();
}
inline auto fields(const RefExpr& x) {
  return std::tie(x.ref);
}
inline auto fields(const Call& x) {
  return std::tie(x.callee, x.args);
}
inline auto fields(const PrimeExpr& x) {
  return std::tie(x.base, x.order);
}
inline auto fields(const Unary& x) {
  return std::tie(x.op, x.operand);
}
inline auto fields(const Binary& x) {
  return std::tie(x.op, x.lhs, x.rhs);
}
inline auto fields(const Conditional& x) {
  return std::tie(x.condition, x.yes, x.no);
}
inline auto fields(const Array& x) {
  return std::tie(x.elements);
}
inline auto fields(const Paren& x) {
  return std::tie(x.inner);
}
inline auto fields(const ErrorExpr& /*x*/) {
  return std::tuple<>();
}

// ---- statements
inline auto fields(const Block& x) {
  return std::tie(x.stmts);
}
inline auto fields(const Assign& x) {
  return std::tie(x.target, x.op, x.value);
}
inline auto fields(const LetStmt& x) {
  return std::tie(x.name, x.value);
}
inline auto fields(const Deliver& x) {
  return std::tie(x.value, x.port);
}
inline auto fields(const SpikeStmt& /*x*/) {
  return std::tuple<>();
}
inline auto fields(const Emit& x) {
  return std::tie(x.event, x.args);
}
inline auto fields(const IfArm& x) {
  return std::tie(x.condition, x.block);
}
inline auto fields(const If& x) {
  return std::tie(x.arms, x.otherwise);
}
inline auto fields(const WithProbability& x) {
  return std::tie(x.probability, x.block);
}
inline auto fields(const For& x) {
  return std::tie(x.variable, x.range, x.block);
}

// ---- items
inline auto fields(const Body& x) {
  return std::tie(x.items);
}
inline auto fields(const Import& x) {
  return std::tie(x.path, x.module, x.names, x.alias);
}
inline auto fields(const UnitDecl& x) {
  return std::tie(x.name, x.is_prefixed, x.value, x.origin);
}
inline auto fields(const Const& x) {
  return std::tie(x.name, x.unit, x.value);
}
inline auto fields(const FnArg& x) {
  return std::tie(x.name, x.unit);
}
inline auto fields(const Fn& x) {
  return std::tie(x.name, x.args, x.unit, x.value);
}
inline auto fields(const Kernel& x) {
  return std::tie(x.name, x.variable, x.value);
}
inline auto fields(const Event& x) {
  return std::tie(x.name, x.unit);
}
inline auto fields(const HostVar& x) {
  return std::tie(x.name, x.unit, x.bounds);
}
inline auto fields(const Extends& x) {
  return std::tie(x.base, x.args);
}
inline auto fields(const Model& x) {
  return std::tie(x.kind, x.name, x.hosts, x.extends, x.body);
}
inline auto fields(const Decl& x) {
  return std::tie(x.name, x.n_primes, x.dims, x.unit, x.init_kind, x.init, x.bounds);
}
inline auto fields(const Param& x) {
  return std::tie(x.decls, x.is_braced);
}
inline auto fields(const State& x) {
  return std::tie(x.is_shared, x.decls, x.is_braced);
}
inline auto fields(const Let& x) {
  return std::tie(x.name, x.unit, x.value);
}
inline auto fields(const Input& x) {
  return std::tie(x.polarity, x.name, x.dims, x.is_spike, x.unit, x.default_value, x.bounds);
}
inline auto fields(const Noise& x) {
  return std::tie(x.is_shared, x.names);
}
inline auto fields(const HostBinding& x) {
  return std::tie(x.host, x.target);
}
inline auto fields(const Use& x) {
  return std::tie(x.name, x.mechanism, x.args, x.bindings);
}
inline auto fields(const Refractory& x) {
  return std::tie(x.is_until, x.value, x.held);
}
inline auto fields(const Spike& x) {
  return std::tie(x.is_rate, x.condition, x.refractory, x.reset);
}
inline auto fields(const OnHandler& x) {
  return std::tie(x.event, x.value, x.block);
}
inline auto fields(const WhenHandler& x) {
  return std::tie(x.condition, x.block);
}
inline auto fields(const EveryHandler& x) {
  return std::tie(x.period, x.block);
}
inline auto fields(const Inject& x) {
  return std::tie(x.value, x.port);
}
inline auto fields(const Compartment& x) {
  return std::tie(x.name, x.body);
}
inline auto fields(const Cable& x) {
  return std::tie(x.name, x.body);
}
inline auto fields(const Couple& x) {
  return std::tie(x.first, x.second, x.conductance);
}
inline auto fields(const Attach& x) {
  return std::tie(x.child, x.child_position, x.parent, x.parent_position);
}
inline auto fields(const Contribution& x) {
  return std::tie(x.target, x.is_subtracted, x.value);
}
inline auto fields(const Equation& x) {
  return std::tie(x.coefficients, x.variable, x.is_primed, x.order, x.value);
}
inline auto fields(const Endpoint& x) {
  return std::tie(x.is_tuple, x.refs, x.port);
}
inline auto fields(const Setting& x) {
  return std::tie(x.target, x.is_draw, x.value);
}
inline auto fields(const Network& x) {
  return std::tie(x.name, x.params, x.body);
}
inline auto fields(const Population& x) {
  return std::tie(x.name, x.dims, x.model, x.args, x.polarity, x.settings);
}
inline auto fields(const ModelUse& x) {
  return std::tie(x.model, x.args);
}
inline auto fields(const Connect& x) {
  return std::tie(x.from, x.to, x.via, x.rules, x.alias, x.body);
}
inline auto fields(const Pairs& x) {
  return std::tie(x.rule, x.args, x.where, x.prob, x.except);
}
inline auto fields(const Drive& x) {
  return std::tie(x.target, x.is_draw, x.value);
}
inline auto fields(const Group& x) {
  return std::tie(x.name, x.members);
}
inline auto fields(const Place& x) {
  return std::tie(x.population, x.layout);
}
inline auto fields(const Experiment& x) {
  return std::tie(x.name, x.body);
}
inline auto fields(const Test& x) {
  return std::tie(x.title, x.body);
}
inline auto fields(const Train& x) {
  return std::tie(x.name, x.body);
}
inline auto fields(const NetworkInstance& x) {
  return std::tie(x.name, x.network, x.args);
}
inline auto fields(const Record& x) {
  return std::tie(x.what, x.every, x.file);
}
inline auto fields(const Run& x) {
  return std::tie(x.is_until, x.value);
}
inline auto fields(const At& x) {
  return std::tie(x.time, x.body);
}
inline auto fields(const Set& x) {
  return std::tie(x.target, x.is_draw, x.value);
}
inline auto fields(const Broadcast& x) {
  return std::tie(x.event, x.args);
}
inline auto fields(const SweepVar& x) {
  return std::tie(x.name, x.range, x.values);
}
inline auto fields(const Sweep& x) {
  return std::tie(x.variables, x.body);
}
inline auto fields(const Repeat& x) {
  return std::tie(x.count, x.body);
}
inline auto fields(const Expect& x) {
  return std::tie(x.value, x.bounds, x.within);
}
inline auto fields(const Data& x) {
  return std::tie(x.name, x.value);
}
inline auto fields(const Feed& x) {
  return std::tie(x.target, x.source);
}
inline auto fields(const Surrogate& x) {
  return std::tie(x.population, x.variable, x.value);
}
inline auto fields(const Loss& x) {
  return std::tie(x.value);
}
inline auto fields(const Optimize& x) {
  return std::tie(x.parameters, x.optimizer, x.args);
}
inline auto fields(const ErrorItem& /*x*/) {
  return std::tuple<>();
}

}  // namespace snn::ast
