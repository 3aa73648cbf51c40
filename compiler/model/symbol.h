#pragma once
// Whatever has a name, and the bodies in which names are looked up.

#include "compiler/model/expr.h"
#include "compiler/model/type.h"
#include "compiler/source/source.h"
#include "compiler/support/ids.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::model {

struct ScopeId : Id<ScopeId> {
  using Id::Id;
};
struct ComponentId : Id<ComponentId> {
  using Id::Id;
};
struct NetworkId : Id<NetworkId> {
  using Id::Id;
};

enum class SymbolKind : std::uint8_t {
  // values of a model
  Param,
  State,
  Let,
  Input,
  Noise,
  HostVariable,
  Train,  // pre, post, self
  Time,   // t
  Step,   // step
  Index,  // i, j
  Local,  // a `let` or loop variable of a handler, an argument of a function or handler
  // declarations of a file
  Const,
  Fn,
  Kernel,
  Event,
  Neuron,
  Synapse,
  Mechanism,
  Plasticity,
  Network,
  Experiment,
  // parts of a model
  Instance,  // of a mechanism
  Compartment,
  Cable,
  // parts of a network, an experiment, a training block
  Population,
  Group,
  Projection,
  Rule,  // a plasticity rule on a projection
  NetworkInstance,
  SweepVariable,
  Data,
  Module,  // `import … as m`
};

/// "a parameter", "an input", "the network": how messages speak of a kind of symbol.
[[nodiscard]] std::string_view noun(SymbolKind kind);

struct Symbol {
  static constexpr std::uint32_t kNoVariable = 0xffffffff;

  SymbolKind kind = SymbolKind::Param;
  std::string name;  // with its path inside the component: `soma.exc.g`
  SourceSpan span;   // where it is declared
  Type type;
  ScopeId members;        // what may follow a dot; none: nothing
  ComponentId component;  // of Neuron, Synapse, Mechanism, Plasticity, Population, Instance …
  std::uint32_t variable = kNoVariable;  // its place in `Component::variables`
  NetworkId network;                     // of Network, NetworkInstance, Population, Group
  SymbolId origin;  // of a projection's members: the variable of the synapse or the rule
  ExprId value;     // a default, a constant, the definition of a `let`; none: unknown
};

/// Names of one body, in order of declaration, and the scope around it.
struct Scope {
  ScopeId parent;
  std::map<std::string, SymbolId, std::less<>> names;
  std::vector<SymbolId> in_order;
};

}  // namespace snn::model
