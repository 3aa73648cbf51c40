#include "compiler/sema/check.h"

#include "compiler/sema/context.h"
#include "compiler/sema/damage.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/experiments.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/functions.h"
#include "compiler/sema/model_checks.h"
#include "compiler/sema/models.h"
#include "compiler/sema/modules.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/uses.h"
#include "compiler/sema/networks.h"
#include "compiler/sema/training.h"

#include <string_view>
#include <utility>
#include <variant>

namespace snn::sema {
namespace {

SymbolId built_in(Context& ctx, SymbolKind kind, std::string_view name, Type type) {
  model::Symbol symbol;
  symbol.kind = kind;
  symbol.name = std::string(name);
  symbol.type = std::move(type);
  return ctx.program.symbols.push_back(std::move(symbol));
}

void declare_built_ins(Context& ctx) {
  ctx.prelude_scope = new_scope(ctx, {});
  ctx.time = built_in(ctx, SymbolKind::Time, "t", time_type("ms"));
  ctx.step = built_in(ctx, SymbolKind::Step, "step", time_type("ms"));
  ctx.row = built_in(ctx, SymbolKind::Index, "i", Type::real());
  ctx.column = built_in(ctx, SymbolKind::Index, "j", Type::real());
}

// Types of constants, kernels and events; functions and models as wholes.
void check_declarations(Context& ctx, const ModuleScope& module) {
  const std::vector<SymbolId> declared = ctx.program.scopes[module.scope].in_order;
  for (const SymbolId symbol : declared) {
    resolve(ctx, symbol, ctx.program[symbol].span);
    if (ctx.functions.contains(symbol)) check_function(ctx, symbol);
    if (ctx.models.contains(symbol)) check_model(ctx, symbol);
  }
}

void check_scripts(Context& ctx, const ModuleScope& scope) {
  const ast::Module& module = *scope.module;
  for (const ast::ItemId id : module.file.top) {
    const ast::Item& item = module.file[id];
    if (const auto* i = std::get_if<ast::Experiment>(&item.kind)) {
      check_experiment(ctx, module, scope.scope, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Test>(&item.kind)) {
      check_test(ctx, module, scope.scope, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Train>(&item.kind)) {
      check_training(ctx, module, scope.scope, item.span, *i);
    }
  }
}

model::Program check_all(const ast::Program& tree, const source::SourceManager& sources,
                         const Damage& damage, diag::Diagnostics& diags) {
  Context ctx(tree, sources, diags);
  ctx.is_damaged = damage.is_any();
  ctx.lacks_names = damage.lacks_names();
  declare_built_ins(ctx);
  declare_units(ctx);
  const std::vector<ModuleScope> modules = declare_modules(ctx);
  bool is_prelude_done = false;
  for (const ModuleScope& module : modules) {
    // All files of the prelude share one scope.
    if (module.module->is_prelude && std::exchange(is_prelude_done, true)) continue;
    check_declarations(ctx, module);
  }
  for (const ModuleScope& module : modules) {
    const std::vector<SymbolId> declared = ctx.program.scopes[module.scope].in_order;
    for (const SymbolId symbol : declared) {
      if (ctx.program[symbol].kind == SymbolKind::Network) check_network(ctx, symbol);
    }
  }
  for (const ModuleScope& module : modules)
    check_scripts(ctx, module);
  check_uses(ctx);
  check_finished_models(ctx);
  for (auto& [symbol, kernel] : ctx.kernels)
    ctx.program.kernels.push_back(kernel);
  ctx.program.units = std::move(ctx.units);
  return std::move(ctx.program);
}

}  // namespace

model::Program check(const ast::Program& tree, const source::SourceManager& sources,
                     diag::Diagnostics& diags) {
  const Damage damage(tree, sources);
  if (!damage.is_any()) return check_all(tree, sources, damage, diags);
  if (damage.is_hopeless()) return {};
  diag::Diagnostics heard;
  model::Program program = check_all(tree, sources, damage, heard);
  for (const diag::Diagnostic& diagnostic : heard.all()) {
    if (!damage.covers(diagnostic.span)) diags.pass_on(diagnostic);
  }
  return program;
}

}  // namespace snn::sema
