#pragma once
// A neuron, synapse, mechanism or plasticity rule, resolved: bases and mechanisms are already put
// into it, so its equations and contributions stand side by side.

#include "compiler/model/expr.h"
#include "compiler/model/symbol.h"
#include "compiler/model/type.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::model {

enum class InitKind { None, Equals, Draw };
enum class Polarity { None, Excitatory, Inhibitory };

struct Bounds {
  SourceSpan span;
  bool is_low_open = false;
  bool is_high_open = false;
  ExprId low;
  ExprId high;
};

/// A param, state, let, input, noise or host variable of a component.
struct Variable {
  SymbolId symbol;
  SymbolKind kind = SymbolKind::Param;
  InitKind init_kind = InitKind::None;
  ExprId value;                           // initial value, default, or the definition of a `let`
  std::vector<ExprId> derivative_starts;  // of x', x'' … for equations of higher order
  std::optional<Bounds> bounds;
  bool is_shared = false;
  bool is_spike = false;  // of an input
  Polarity polarity = Polarity::None;
  /// The dimension of one spike's weight, or of the port's value.
  DimTerm port_dim;
  /// The unit of that as the user wrote it; may be empty.
  std::string_view port_unit = {};
};

/// `coefficient * d^order variable / dt^order = value`
struct Equation {
  SourceSpan span;
  SourceSpan lhs_span;
  SymbolId variable;
  std::vector<Subscript> subscripts;
  int order = 1;
  ExprId coefficient;  // none: 1
  ExprId value;
};
struct Contribution {
  SourceSpan span;
  SymbolId target;
  bool is_subtracted = false;
  ExprId value;
};
struct SpikeRule {
  SourceSpan span;
  bool is_rate = false;
  ExprId condition;
  bool has_refractory = false;
  bool is_until = false;
  ExprId refractory;
  std::vector<SymbolId> held;
  SourceSpan held_span;  // of the names after `hold`
  bool has_reset = false;
  Block reset;
};
enum class HandlerKind { On, When, Every, EveryStep };
struct Handler {
  SourceSpan span;
  HandlerKind kind = HandlerKind::On;
  SymbolId event;  // of On: a train, an input or an event
  SymbolId value;  // the name that binds the event's value, or none
  ExprId trigger;  // of When and Every
  Block block;
};
struct Injection {
  SourceSpan span;
  ExprId value;
  std::string port;  // empty: the port that is connected to
};
struct Coupling {
  SourceSpan span;
  SymbolId first;
  SymbolId second;
  ExprId conductance;
};
struct CableSetting {
  std::string name;
  ExprId value;
};
struct CablePart {
  SymbolId symbol;
  std::vector<CableSetting> settings;
};
struct Attachment {
  SourceSpan span;
  SymbolId child;
  ExprId child_position;
  SymbolId parent;
  ExprId parent_position;  // none: the whole compartment
};

enum class ComponentKind { Neuron, Synapse, Mechanism, Plasticity };

/// An unknown dimension of a component: `target`, or that of `pre.x` / `post.x`.
struct DimUnknown {
  DimVarId id;
  bool is_target = false;
  Side side = Side::Pre;
  std::string variable;
  SourceSpan span;  // its first use
};
/// What a synapse gives to the port it is connected to.
struct Transport {
  SourceSpan span;
  ExprId value;
  DimTerm dim;
  bool fits_any_dimension = false;
  std::string port;  // empty: the port that is connected to
};

struct Component {
  ComponentKind kind = ComponentKind::Neuron;
  SymbolId symbol;
  ScopeId scope;
  std::vector<Variable> variables;
  std::vector<SymbolId> hosts;
  std::vector<Equation> equations;
  std::vector<Contribution> contributions;
  std::optional<SpikeRule> spike;
  std::vector<Handler> handlers;
  std::vector<Injection> injections;
  std::vector<Coupling> couplings;
  std::vector<CablePart> cables;
  std::vector<Attachment> attachments;
  std::vector<DimUnknown> unknowns;
  std::vector<Transport> delivered;  // of Synapse
  SymbolId plastic;                  // of Plasticity: the host parameter that the rule changes
};

struct Function {
  std::string name;
  SourceSpan span;
  std::vector<SymbolId> args;
  ExprId body;
  Type result;
};
struct KernelDef {
  SymbolId symbol;
  SymbolId variable;
  ExprId body;
};

}  // namespace snn::model
