#include "compiler/sema/network/settings.h"

#include "compiler/sema/declarations.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <utility>

namespace snn::sema {
namespace {

// A part of the cell that parameters of its own lie in.
bool has_members(SymbolKind kind) {
  return kind == SymbolKind::Instance || kind == SymbolKind::Compartment ||
         kind == SymbolKind::Cable;
}

// What a mechanism in use lacks is said where it is used.
bool is_of_mechanism(const Context& ctx, SymbolId model, std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const SymbolId part = find_below(ctx, model, name.substr(0, dot));
  return part && ctx.program[part].kind == SymbolKind::Instance;
}

void report_not_settable(Context& ctx, const Given& given, const ast::Name& name,
                         const model::Symbol& symbol) {
  auto report = ctx.diags->emit(kWrongKind, given.name, name.text, noun(symbol.kind),
                                "a parameter or a state");
  report.label(symbol.span, "declared here");
  if (symbol.kind == SymbolKind::Input) {
    report.help(fmt::format("an input is driven or connected to: `drive … .{} = …`", name.text));
  } else if (has_members(symbol.kind)) {
    report.help(fmt::format("name one of its parameters: `{}.… = …`", name.text));
  }
}

}  // namespace

std::vector<Given> given_in(Context& ctx, const std::optional<ast::Args>& args,
                            std::string_view owner) {
  std::vector<Given> result;
  if (!args) return result;
  for (const ast::Arg& arg : args->list) {
    if (!arg.name || arg.range) {
      ctx.diags->emit(kWrongArguments, arg.span, owner,
                      "takes its values by name, as in `tau = 5 ms`");
      continue;
    }
    result.push_back({arg.span, {*arg.name}, arg.name->span, false, arg.value});
  }
  return result;
}

std::vector<Given> given_in(Context& ctx, const Env& env, const ast::Body& body) {
  std::vector<Given> result;
  for (const ast::ItemId id : body.items) {
    const ast::Item& item = (*env.file)[id];
    const auto* setting = std::get_if<ast::Setting>(&item.kind);
    if (setting == nullptr || setting->target.parts.empty()) continue;
    Given given{item.span, {}, setting->target.span, setting->is_draw, setting->value};
    bool has_subscript = false;
    for (const ast::RefPart& part : setting->target.parts) {
      given.path.push_back(part.name);
      has_subscript = has_subscript || !part.indices.empty();
    }
    if (has_subscript) {
      ctx.diags
          ->emit(kSubscriptRange, setting->target.span,
                 fmt::format("`{}` is set as a whole", given.path.back().text))
          .help("use `i`, the index of the cell, in the value");
      continue;
    }
    result.push_back(std::move(given));
  }
  return result;
}

SymbolId find_settable(Context& ctx, ScopeId scope, const Given& given, std::size_t first,
                       std::string_view where) {
  SymbolId found;
  for (std::size_t i = first; i < given.path.size(); ++i) {
    const ast::Name& name = given.path[i];
    if (name.text.empty()) return {};
    const SymbolId next = find_member(ctx, scope, name.text);
    if (!next) {
      const std::string owner = found ? fmt::format("`{}`", ctx.program[found].name) : "";
      report_unknown_member(ctx, scope, name, found ? std::string_view(owner) : where);
      return {};
    }
    found = next;
    const model::Symbol& symbol = ctx.program[found];
    scope = symbol.members;
    const bool is_last = i + 1 == given.path.size();
    const bool is_settable = symbol.kind == SymbolKind::Param || symbol.kind == SymbolKind::State;
    if (is_last ? is_settable : has_members(symbol.kind)) continue;
    if (symbol.kind != SymbolKind::Instance || !symbol.type.is_error()) {
      report_not_settable(ctx, given, name, symbol);
    }
    return {};
  }
  return found;
}

bool GivenOnce::add(Context& ctx, SymbolId symbol, const Given& given) {
  const auto [place, is_new] = spans_.emplace(symbol, given.name);
  if (is_new) return true;
  ctx.diags->emit(kGivenTwice, given.name, ctx.text(given.name))
      .label(place->second, "given here first");
  return false;
}

ExprId check_given(Context& ctx, Env env, const Given& given) {
  return check_initial(ctx, env, given.value, given.is_draw, given.name);
}

bool require_shape(Context& ctx, ExprId value, const Type& wanted) {
  const Type& type = ctx.type_of(value);
  if (!type.is_real() || (type.length == 0 && type.rank == 0)) return true;
  const SourceSpan span = ctx.program.exprs[value].span;
  if (wanted.length == 0 || type.rank != 0) {
    ctx.diags
        ->emit(kWrongType, span, "one number", excerpt(ctx, span),
               type.rank != 0 ? "a matrix" : "an array")
        .help(type.rank != 0 ? "take an element of it: `Q[i, j]`"
                             : "take an element of it: `x[i]`");
    return false;
  }
  if (type.length <= 0 || wanted.length <= 0 || type.length == wanted.length) return true;
  ctx.diags->emit(kLengthMismatch, span, fmt::to_string(wanted.length),
                  fmt::to_string(type.length));
  return false;
}

void require_in_bounds(Context& ctx, const model::SettingValue& setting,
                       const model::Bounds& bounds, const model::Bindings& bindings) {
  if (setting.is_draw) return;
  const auto value = model::evaluate(ctx.program, setting.value, bindings);
  if (!value) return;
  const auto low = model::evaluate(ctx.program, bounds.low, bindings);
  const auto high = model::evaluate(ctx.program, bounds.high, bindings);
  const bool is_low = low && (*value < *low || (bounds.is_low_open && *value == *low));
  const bool is_high = high && (*value > *high || (bounds.is_high_open && *value == *high));
  if (!is_low && !is_high) return;
  ctx.diags
      ->emit(kOutsideBounds, ctx.program.exprs[setting.value].span,
             value_text(ctx, *value, ctx.type_of(setting.value)), interval_text(ctx, bounds.span))
      .label(bounds.span, fmt::format("the bounds of `{}`", ctx.program[setting.target].name));
}

void require_in_bounds(Context& ctx, const model::SettingValue& setting,
                       const model::Bindings& bindings) {
  const model::Variable* variable = ctx.program.find_variable(setting.target);
  if (variable == nullptr || !variable->bounds) return;
  require_in_bounds(ctx, setting, *variable->bounds, bindings);
}

void require_values(Context& ctx, ComponentId component, const GivenOnce& given, SourceSpan use) {
  const model::Component& owner = ctx.program.components[component];
  for (const model::Variable& variable : owner.variables) {
    const model::Symbol& symbol = ctx.program[variable.symbol];
    const bool is_missing = variable.kind == SymbolKind::Param && !variable.value &&
                            !symbol.type.is_error() && !given.has(variable.symbol);
    if (!is_missing || is_of_mechanism(ctx, owner.symbol, symbol.name)) continue;
    ctx.diags->emit(kMissingValue, use, symbol.name, ctx.program[owner.symbol].name)
        .label(symbol.span, "declared here, without a value");
  }
}

}  // namespace snn::sema
