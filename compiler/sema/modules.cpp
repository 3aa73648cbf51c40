#include "compiler/sema/modules.h"

#include "compiler/sema/declarations.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/functions.h"
#include "compiler/sema/models.h"
#include "compiler/sema/names.h"
#include "compiler/sema/networks.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <variant>

namespace snn::sema {
namespace {

// ---- imports
// --------------------------------------------------------------------------------------

// A name that the loader could not find was reported there; here it only has to stay silent.
void declare_unknown(Context& ctx, ScopeId scope, const ast::Name& name) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Module, name);
  if (!symbol) return;
  ctx.program[symbol].type = Type::error();
  ctx.disputed.insert(symbol);
}

class ImportDeclarer {
 public:
  ImportDeclarer(Context& ctx, const std::vector<ModuleScope>& modules, ScopeId scope)
      : ctx_(ctx), modules_(modules), scope_(scope) {}

  void declare_import(const ast::Import& item, const ast::ResolvedImport& resolved) {
    if (item.alias && item.names.empty()) {
      declare_module_alias(*item.alias, resolved);
    } else if (item.names.empty()) {
      for (const ast::ModuleId id : resolved.modules)
        open(id);
    } else {
      for (const ast::Name& name : item.names) {
        const bool is_renamed = item.alias && item.names.size() == 1;
        open_name(name, is_renamed ? *item.alias : name, resolved);
      }
    }
  }

 private:
  void open(ast::ModuleId id) {
    const model::Scope opened = ctx_.program.scopes[modules_[id.index].scope];
    for (const auto& [text, symbol] : opened.names)
      add({{}, text}, symbol);
  }

  void open_name(const ast::Name& name, const ast::Name& as, const ast::ResolvedImport& resolved) {
    for (const ast::ModuleId id : resolved.modules) {
      const SymbolId found = find_member(ctx_, modules_[id.index].scope, name.text);
      if (!found) continue;
      add(as, found);
      return;
    }
    declare_unknown(ctx_, scope_, as);
  }

  void add(const ast::Name& name, SymbolId symbol) {
    model::Scope& scope = ctx_.program.scopes[scope_];
    const auto [place, is_new] = scope.names.emplace(std::string(name.text), symbol);
    if (is_new) {
      scope.in_order.push_back(symbol);
    } else if (place->second != symbol && name.span.is_valid()) {
      const model::Symbol& taken = ctx_.program[place->second];
      ctx_.diags
          ->emit(kNameTaken, name.span, name.text,
                 fmt::format("{} of another import", noun(taken.kind)))
          .label(taken.span, "imported before from here")
          .help("import one of them under another name: `import … as m`, then `m.name`");
    }
  }

  void declare_module_alias(const ast::Name& alias, const ast::ResolvedImport& resolved) {
    const SymbolId symbol = declare(ctx_, scope_, SymbolKind::Module, alias);
    if (!symbol) return;
    const ScopeId members = new_scope(ctx_, {});
    ImportDeclarer inside(ctx_, modules_, members);
    for (const ast::ModuleId id : resolved.modules)
      inside.open(id);
    ctx_.program[symbol].members = members;
    ctx_.program[symbol].type = Type::entity();
  }

  Context& ctx_;
  const std::vector<ModuleScope>& modules_;
  ScopeId scope_;
};

void declare_item(Context& ctx, const ast::Module& module, ScopeId scope, const ast::Item& item) {
  const ast::File& file = module.file;
  if (const auto* i = std::get_if<ast::Const>(&item.kind)) declare_const(ctx, file, scope, *i);
  if (const auto* i = std::get_if<ast::Fn>(&item.kind)) declare_function(ctx, file, scope, {}, *i);
  if (const auto* i = std::get_if<ast::Kernel>(&item.kind)) {
    declare_kernel(ctx, file, scope, {}, *i);
  }
  if (const auto* i = std::get_if<ast::Event>(&item.kind)) declare_event(ctx, file, scope, *i);
  if (const auto* i = std::get_if<ast::Model>(&item.kind)) declare_model(ctx, module, scope, *i);
  if (const auto* i = std::get_if<ast::Network>(&item.kind)) {
    declare_network(ctx, module, scope, *i);
  }
}

// ---- units
// ------------------------------------------------------------------------------------------

struct PendingUnit {
  const ast::File* file = nullptr;
  bool is_prelude = false;
  const ast::UnitDecl* decl = nullptr;
};

const ast::Quantity* quantity_of(const ast::File& file, ast::ExprId expr) {
  if (!expr.is_valid()) return nullptr;
  return std::get_if<ast::Quantity>(&file[ast::without_parens(file, expr)].kind);
}

const ast::Number* number_of(const ast::File& file, ast::ExprId expr) {
  if (!expr.is_valid()) return nullptr;
  return std::get_if<ast::Number>(&file[ast::without_parens(file, expr)].kind);
}

std::optional<units::Unit> unit_of_decl(const Context& ctx, const PendingUnit& pending) {
  const ast::Number* number = number_of(*pending.file, pending.decl->value);
  if (number != nullptr) return units::multiple_of(number->value, units::Unit{});
  const ast::Quantity* quantity = quantity_of(*pending.file, pending.decl->value);
  if (quantity == nullptr) return std::nullopt;
  const auto parsed = units::parse_unit(quantity->unit.text, ctx.units, false);
  const auto* meaning = std::get_if<units::UnitMeaning>(&parsed);
  if (meaning == nullptr) return std::nullopt;
  units::Unit unit = units::multiple_of(quantity->value, meaning->unit);
  if (pending.decl->origin) {
    const ast::Quantity* origin = quantity_of(*pending.file, pending.decl->origin);
    if (origin == nullptr) return std::nullopt;
    const auto origin_parsed = units::parse_unit(origin->unit.text, ctx.units, false);
    const auto* origin_meaning = std::get_if<units::UnitMeaning>(&origin_parsed);
    if (origin_meaning == nullptr) return std::nullopt;
    unit.origin = units::to_internal(origin->value, origin_meaning->unit);
  }
  return unit;
}

/// Units are known to the whole program, so two files may say the same.
bool is_said_again(const Context& ctx, const ast::UnitDecl& decl, const units::Unit& unit) {
  const std::optional<units::Unit> known = ctx.units.find(decl.name.text);
  return known && known->dimension == unit.dimension && known->origin == unit.origin &&
         units::to_internal(1, *known) == units::to_internal(1, unit);
}

// The unit that a definition is a number of, or counts from, when that is not known.
std::optional<ast::UnitText> unknown_part(const Context& ctx, const PendingUnit& pending) {
  for (const ast::ExprId part : {pending.decl->value, pending.decl->origin}) {
    const ast::Quantity* quantity = quantity_of(*pending.file, part);
    if (quantity == nullptr) continue;
    const auto parsed = units::parse_unit(quantity->unit.text, ctx.units, false);
    if (std::holds_alternative<units::UnitError>(parsed)) return quantity->unit;
  }
  return std::nullopt;
}

const PendingUnit* unit_named(const std::vector<PendingUnit>& pending, std::string_view name) {
  const auto found = std::ranges::find_if(
      pending, [&](const PendingUnit& one) { return one.decl->name.text == name; });
  return found == pending.end() ? nullptr : &*found;
}

// What leads back to itself is said once; what hangs on it is silent.
bool is_in_circle(Context& ctx, const std::vector<PendingUnit>& pending, const PendingUnit& start,
                  std::set<std::string_view>& reported) {
  std::string path = fmt::format("`{}`", start.decl->name.text);
  std::set<std::string_view> seen;
  const PendingUnit* current = &start;
  while (current != nullptr && seen.insert(current->decl->name.text).second) {
    const auto part = unknown_part(ctx, *current);
    current = part ? unit_named(pending, part->text) : nullptr;
    if (current != nullptr) path += fmt::format(" → `{}`", current->decl->name.text);
  }
  if (current == nullptr) return seen.size() > 1;
  const bool is_new = !reported.contains(start.decl->name.text);
  reported.insert(seen.begin(), seen.end());
  if (is_new) ctx.diags->emit(kCircular, start.decl->name.span, path);
  return true;
}

void report_bad_unit(Context& ctx, const PendingUnit& pending) {
  if (const auto part = unknown_part(ctx, pending)) {
    Env env;
    env.file = pending.file;
    (void)meaning_of(ctx, env, *part);
    return;
  }
  const SourceSpan span = (*pending.file)[pending.decl->value].span;
  ctx.diags->emit(kUnitSyntax, span, excerpt(ctx, span))
      .at("a unit is a number of another unit, such as `4.184 [J]`")
      .label(pending.decl->name.span, "defined here");
}

}  // namespace

void declare_units(Context& ctx) {
  std::vector<PendingUnit> pending;
  for (const ast::Module& module : ctx.tree.modules) {
    for (const ast::ItemId id : module.file.top) {
      const auto* decl = std::get_if<ast::UnitDecl>(&module.file[id].kind);
      if (decl != nullptr && !decl->name.text.empty()) {
        pending.push_back({&module.file, module.is_prelude, decl});
      }
    }
  }
  // Each round declares what the rounds before made known.
  while (!pending.empty()) {
    std::vector<PendingUnit> later;
    for (const PendingUnit& one : pending) {
      const auto unit = unit_of_decl(ctx, one);
      if (!unit) {
        later.push_back(one);
        continue;
      }
      const ast::Name& name = one.decl->name;
      if (!one.is_prelude) ctx.own_units.emplace(name.text, name.span);
      if (!ctx.units.declare(std::string(name.text), *unit, one.decl->is_prefixed) &&
          !is_said_again(ctx, *one.decl, *unit)) {
        ctx.diags->emit(kNameTaken, name.span, name.text, "a unit");
      }
    }
    if (later.size() == pending.size()) {
      std::set<std::string_view> reported;
      for (const PendingUnit& one : later) {
        if (!is_in_circle(ctx, later, one, reported)) report_bad_unit(ctx, one);
      }
      return;
    }
    pending = std::move(later);
  }
}

std::vector<ModuleScope> declare_modules(Context& ctx) {
  std::vector<ModuleScope> scopes;
  for (const ast::Module& module : ctx.tree.modules) {
    ScopeId scope = ctx.prelude_scope;
    if (!module.is_prelude) {
      const ScopeId imports = new_scope(ctx, ctx.prelude_scope);
      ImportDeclarer declarer(ctx, scopes, imports);
      for (const ast::ResolvedImport& resolved : module.imports) {
        const auto& item = std::get<ast::Import>(module.file[resolved.item].kind);
        declarer.declare_import(item, resolved);
      }
      scope = new_scope(ctx, imports);
    }
    for (const ast::ItemId id : module.file.top) {
      declare_item(ctx, module, scope, module.file[id]);
    }
    scopes.push_back({&module, scope});
  }
  return scopes;
}

}  // namespace snn::sema
