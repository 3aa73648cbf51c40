// What may follow the name of a connection, as in `net.plastic.w`.

#include "compiler/sema/definitions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/connection_values.h"

#include <string>

namespace snn::sema {
namespace {

bool is_value(SymbolKind kind) {
  return kind == SymbolKind::Param || kind == SymbolKind::State || kind == SymbolKind::Let;
}

// The variable as it is in this connection: `target` and the cells are known.
SymbolId variable_here(Context& ctx, SymbolId variable, const UseDims& dims) {
  const Type declared = type_of(ctx, variable, ctx.program[variable].span);
  model::Symbol here = ctx.program[variable];
  here.type = dims.concrete(declared).value_or(Type::error());
  here.origin = variable;
  return ctx.program.symbols.push_back(std::move(here));
}

void add(Context& ctx, ScopeId scope, const std::string& name, SymbolId symbol) {
  model::Scope& members = ctx.program.scopes[scope];
  if (members.names.emplace(name, symbol).second) members.in_order.push_back(symbol);
}

ScopeId members_here(Context& ctx, SymbolId model, const Ends& ends, const Port& port) {
  const UseDims dims(ctx, ctx.program[model].component, ends, port);
  const ScopeId scope = new_scope(ctx, {});
  const model::Scope declared = ctx.program.scopes[ctx.program[model].members];
  for (const auto& [name, symbol] : declared.names) {
    if (is_value(ctx.program[symbol].kind)) add(ctx, scope, name, variable_here(ctx, symbol, dims));
  }
  return scope;
}

}  // namespace

void declare_members(Context& ctx, SymbolId symbol, const model::ProjectionDef& projection,
                     const Ends& ends, const Port& port) {
  ScopeId scope;
  if (projection.synapse) {
    scope = members_here(ctx, projection.synapse, ends, port);
  } else {
    scope = new_scope(ctx, {});
  }
  for (const model::RuleUse& use : projection.rules) {
    const ScopeId members = members_here(ctx, use.model, ends, port);
    model::Symbol rule;
    rule.kind = SymbolKind::Rule;
    rule.name = ctx.program[use.model].name;
    rule.span = ctx.program[symbol].span;
    rule.type = Type::entity();
    rule.component = ctx.program[use.model].component;
    rule.members = members;
    const SymbolId id = ctx.program.symbols.push_back(std::move(rule));
    add(ctx, scope, ctx.program[id].name, id);
    // A name that the synapse has too means the synapse's; the rule's is qualified.
    const model::Scope inside = ctx.program.scopes[members];
    for (const auto& [name, variable] : inside.names)
      add(ctx, scope, name, variable);
  }
  ctx.program[symbol].members = scope;
  ctx.program[symbol].type = Type::entity();
}

}  // namespace snn::sema
