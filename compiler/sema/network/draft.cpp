#include "compiler/sema/network/draft.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/connections.h"
#include "compiler/sema/network/populations.h"
#include "compiler/sema/quantities.h"

#include <variant>

namespace snn::sema {
namespace {

void declare_let(Context& ctx, const Draft& draft, const ast::Let& let) {
  const SymbolId symbol = declare(ctx, draft.scope, SymbolKind::Let, let.name);
  if (!symbol) return;
  const Env env = draft.env(draft.let_place);
  define(ctx, symbol, *draft.file, draft.scope, {let.value}, [&ctx, &let, env, symbol] {
    const ExprId value = check_expr(ctx, env, let.value);
    Type type = ctx.type_of(value);
    if (let.unit) {
      const Type wanted = type_of_unit(ctx, env, *let.unit);
      if (!require_fit(ctx, value, let.name.text, wanted, let.unit->span)) type = Type::error();
      if (!type.is_error() && !wanted.is_error()) type.unit = wanted.unit;
    }
    type.fits_any_dimension = false;
    ctx.program[symbol].type = type;
    ctx.program[symbol].value = value;
  });
}

}  // namespace

void declare_network_items(Context& ctx, const Draft& draft,
                           const std::vector<ast::ItemId>& items) {
  for (const ast::ItemId id : items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* i = std::get_if<ast::Population>(&item.kind)) {
      declare_population(ctx, draft, *i);
    }
    if (const auto* i = std::get_if<ast::Group>(&item.kind)) declare_group(ctx, draft, *i);
    if (const auto* i = std::get_if<ast::Let>(&item.kind)) declare_let(ctx, draft, *i);
    if (const auto* i = std::get_if<ast::Connect>(&item.kind)) declare_connect(ctx, draft, *i);
  }
}

void check_network_items(Context& ctx, const Draft& draft, const std::vector<ast::ItemId>& items) {
  const std::vector<SymbolId> declared = ctx.program.scopes[draft.scope].in_order;
  for (const SymbolId symbol : declared)
    resolve(ctx, symbol, ctx.program[symbol].span);
  for (const ast::ItemId id : items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* i = std::get_if<ast::Population>(&item.kind)) check_population(ctx, draft, *i);
  }
  for (const ast::ItemId id : items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* i = std::get_if<ast::Place>(&item.kind)) check_place(ctx, draft, *i);
  }
  for (const ast::ItemId id : items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* i = std::get_if<ast::Connect>(&item.kind)) {
      check_connect(ctx, draft, item.span, *i);
    }
  }
}

}  // namespace snn::sema
