#include "compiler/sema/networks.h"

#include "compiler/sema/declarations.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/draft.h"
#include "compiler/sema/network/drives.h"

#include <optional>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

void declare_parameter(Context& ctx, const Draft& draft, const ast::Decl& decl) {
  const SymbolId symbol = declare(ctx, draft.scope, SymbolKind::Param, decl.name);
  if (!symbol) return;
  ctx.program[symbol].network = draft.network;
  std::vector<ast::ExprId> reads;
  if (decl.init) reads.push_back(decl.init);
  if (decl.bounds) {
    reads.push_back(decl.bounds->low);
    reads.push_back(decl.bounds->high);
  }
  const Env env = draft.env(Place::Network);
  define(ctx, symbol, *draft.file, draft.scope, std::move(reads), [&ctx, &decl, env, symbol] {
    const Declared declared = check_declared(ctx, env, decl);
    ctx.program[symbol].type = declared.type;
    ctx.program[symbol].value = declared.value;
  });
}

void check_parameter(Context& ctx, const Draft& draft, const ast::Decl& decl) {
  const SymbolId symbol = find_member(ctx, draft.scope, decl.name.text);
  if (!symbol || ctx.program[symbol].span.begin != decl.name.span.begin) return;
  const Type type = type_of(ctx, symbol, decl.name.span);
  const ExprId value = ctx.program[symbol].value;
  std::optional<model::Bounds> bounds;
  if (decl.bounds) {
    bounds = check_bounds(ctx, draft.env(Place::Network), *decl.bounds, decl.name.text, type);
  }
  if (bounds && value) require_inside(ctx, value, *bounds, type);
  ctx.program.networks[draft.network].params.push_back({symbol, value, bounds});
}

void add_lets(Context& ctx, const Draft& draft, const ast::Network& network) {
  for (const ast::ItemId id : network.body.items) {
    const auto* let = std::get_if<ast::Let>(&(*draft.file)[id].kind);
    const SymbolId symbol =
        let == nullptr ? SymbolId() : find_member(ctx, draft.scope, let->name.text);
    if (!symbol) continue;
    ctx.program.networks[draft.network].lets.push_back({symbol, ctx.program[symbol].value});
  }
}

void check_drives(Context& ctx, const Draft& draft, const ast::Network& network) {
  const Env env = draft.env(Place::Network);
  for (const ast::ItemId id : network.body.items) {
    const ast::Item& item = (*draft.file)[id];
    const auto* drive = std::get_if<ast::Drive>(&item.kind);
    if (drive == nullptr) continue;
    if (auto def = check_drive(ctx, env, item.span, *drive)) {
      ctx.program.networks[draft.network].drives.push_back(std::move(*def));
    }
  }
}

void report_unused(Context& ctx, const Draft& draft, std::string_view network) {
  for (const model::NetworkParam& param : ctx.program.networks[draft.network].params) {
    const model::Symbol& symbol = ctx.program[param.symbol];
    if (ctx.was_read(param.symbol) || symbol.type.is_error()) continue;
    ctx.diags->emit(kUnusedParam, symbol.span, symbol.name, fmt::format("`{}`", network), "used")
        .help("remove it, or use it in the body");
  }
}

}  // namespace

void declare_network(Context& ctx, const ast::Module& module, ScopeId scope,
                     const ast::Network& network) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Network, network.name);
  if (!symbol) return;
  ctx.networks.emplace(symbol, NetworkSource{&module, &network, scope});
}

void check_network(Context& ctx, SymbolId symbol) {
  const auto found = ctx.networks.find(symbol);
  if (found == ctx.networks.end() || ctx.program[symbol].network.is_valid()) return;
  const ast::Network& network = *found->second.network;
  Draft draft;
  draft.file = &found->second.module->file;
  draft.scope = new_scope(ctx, found->second.scope);
  model::NetworkDef def;
  def.symbol = symbol;
  def.scope = draft.scope;
  draft.network = ctx.program.networks.push_back(std::move(def));
  model::Symbol& declared = ctx.program[symbol];
  declared.network = draft.network;
  declared.members = draft.scope;
  declared.type = Type::entity();
  const std::size_t n_errors = ctx.diags->n_errors();
  for (const ast::Decl& decl : network.params)
    declare_parameter(ctx, draft, decl);
  declare_network_items(ctx, draft, network.body.items);
  for (const ast::Decl& decl : network.params)
    check_parameter(ctx, draft, decl);
  check_network_items(ctx, draft, network.body.items);
  add_lets(ctx, draft, network);
  check_drives(ctx, draft, network);
  // One mistake, one message: what a broken line would have read is not known.
  if (ctx.diags->n_errors() == n_errors) report_unused(ctx, draft, network.name.text);
}

}  // namespace snn::sema
