#include "compiler/sema/names.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <vector>

namespace snn::sema {
namespace {

// Names of the declaring scope come first, so that the nearest of equals is the closest.
std::vector<std::string_view> visible_names(const Context& ctx, ScopeId scope, bool outwards) {
  std::vector<std::string_view> names;
  while (scope.is_valid()) {
    for (const auto& [name, symbol] : ctx.program.scopes[scope].names)
      names.push_back(name);
    scope = outwards ? ctx.program.scopes[scope].parent : ScopeId();
  }
  return names;
}

void suggest(diag::DiagBuilder& report, const std::vector<std::string_view>& candidates,
             const ast::Name& name) {
  const auto meant = nearest_name(name.text, candidates);
  if (!meant) return;
  report.at(fmt::format("did you mean `{}`?", *meant))
      .fix(fmt::format("write `{}`", *meant), name.span, std::string(*meant));
}

bool is_value(SymbolKind kind) {
  return kind == SymbolKind::Param || kind == SymbolKind::State || kind == SymbolKind::Let ||
         kind == SymbolKind::Input || kind == SymbolKind::Noise || kind == SymbolKind::Const ||
         kind == SymbolKind::HostVariable || kind == SymbolKind::Local;
}

}  // namespace

ScopeId new_scope(Context& ctx, ScopeId parent) {
  return ctx.program.scopes.push_back({.parent = parent, .names = {}, .in_order = {}});
}

SymbolId declare(Context& ctx, ScopeId scope, SymbolKind kind, const ast::Name& name,
                 std::string_view prefix) {
  if (name.text.empty()) return {};
  if (const SymbolId first = find_member(ctx, scope, name.text)) {
    const model::Symbol& taken = ctx.program[first];
    ctx.disputed.insert(first);
    ctx.diags
        ->emit(kNameTaken, name.span, name.text,
               fmt::format("{} ({})", noun(taken.kind), place_of(ctx, taken.span, name.span)))
        .at("give it another name")
        .label(taken.span, fmt::format("`{}` is first declared here", name.text));
    return {};
  }
  model::Symbol symbol;
  symbol.kind = kind;
  symbol.name = std::string(prefix) + std::string(name.text);
  symbol.span = name.span;
  const SymbolId id = ctx.program.symbols.push_back(std::move(symbol));
  model::Scope& target = ctx.program.scopes[scope];
  target.names.emplace(std::string(name.text), id);
  target.in_order.push_back(id);
  return id;
}

void alias(Context& ctx, ScopeId scope, std::string_view name, SymbolId symbol) {
  model::Scope& target = ctx.program.scopes[scope];
  if (target.names.emplace(std::string(name), symbol).second) target.in_order.push_back(symbol);
}

void inherit_names(Context& ctx, ScopeId derived, ScopeId base) {
  const model::Scope inherited = ctx.program.scopes[base];
  model::Scope& scope = ctx.program.scopes[derived];
  for (const auto& [name, symbol] : inherited.names)
    scope.names.emplace(name, symbol);
  scope.in_order.insert(scope.in_order.end(), inherited.in_order.begin(), inherited.in_order.end());
}

SymbolId find_member(const Context& ctx, ScopeId scope, std::string_view name) {
  if (!scope.is_valid()) return {};
  const auto& names = ctx.program.scopes[scope].names;
  const auto found = names.find(name);
  return found == names.end() ? SymbolId() : found->second;
}

SymbolId find(const Context& ctx, ScopeId scope, std::string_view name) {
  while (scope.is_valid()) {
    if (const SymbolId found = find_member(ctx, scope, name)) return found;
    scope = ctx.program.scopes[scope].parent;
  }
  return {};
}

SymbolId find_below(const Context& ctx, SymbolId owner, std::string_view path) {
  SymbolId found = owner;
  while (!path.empty() && found) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    found = find_member(ctx, ctx.program[found].members, path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return found;
}

void report_unknown_among(Context& ctx, const std::vector<std::string_view>& candidates,
                          const ast::Name& name, std::string_view where) {
  if (name.text.empty()) return;
  auto report = ctx.diags->emit(kUnknownName, name.span, fmt::format("`{}`", name.text), where);
  suggest(report, candidates, name);
}

diag::DiagBuilder report_unknown(Context& ctx, ScopeId scope, const ast::Name& name,
                                 std::string_view where) {
  if (ctx.lacks_names) return diag::DiagBuilder(nullptr);
  auto report = ctx.diags->emit(kUnknownName, name.span, fmt::format("`{}`", name.text), where);
  suggest(report, visible_names(ctx, scope, true), name);
  return report;
}

void report_unknown_member(Context& ctx, SymbolId owner, const ast::Name& name) {
  if (name.text.empty()) return;
  const model::Symbol& symbol = ctx.program[owner];
  const bool is_known = !symbol.type.is_error() || symbol.members.is_valid();
  if (!is_known || ctx.disputed.contains(owner)) return;
  if (symbol.kind == SymbolKind::Module && ctx.lacks_names) return;
  auto report = ctx.diags->emit(kUnknownName, name.span, fmt::format("`{}`", name.text),
                                fmt::format("`{}`", symbol.name));
  if (is_value(symbol.kind)) {
    report.note(fmt::format("`{}` is {}; it has no parts", symbol.name, noun(symbol.kind)));
  }
  suggest(report, visible_names(ctx, symbol.members, false), name);
}

void report_unknown_member(Context& ctx, ScopeId scope, const ast::Name& name,
                           std::string_view where) {
  report_unknown_among(ctx, visible_names(ctx, scope, false), name, where);
}

void report_unknown_of_kind(Context& ctx, const std::vector<std::string_view>& candidates,
                            const ast::Name& name, std::string_view kind, std::string_view where) {
  if (name.text.empty() || ctx.lacks_names) return;
  auto report =
      ctx.diags->emit(kUnknownName, name.span, fmt::format("{} `{}`", kind, name.text), where);
  suggest(report, candidates, name);
}

SymbolId built_in_name(const Context& ctx, const Env& env, std::string_view name) {
  const bool has_row = env.place == Place::Cell || env.place == Place::Pair ||
                       env.place == Place::Drive || env.place == Place::Script;
  if (name == "i" && has_row) return ctx.row;
  if (name == "j" && env.place == Place::Pair) return ctx.column;
  const bool has_time = env.place == Place::Equation || env.place == Place::Guard ||
                        env.place == Place::Handler || env.place == Place::Drive ||
                        env.place == Place::Script;
  if (name == "t" && has_time) return ctx.time;
  const bool has_step = has_time || env.component.is_valid();
  if (name == "step" && has_step) return ctx.step;
  return {};
}

diag::DiagBuilder report_missing(Context& ctx, const Env& env, const ast::Name& name) {
  const std::string_view text = name.text;
  const std::string_view meaning =
      text == "pre" || text == "post"
          ? "`pre` and `post` are the two ends of a synapse, a plasticity rule or a `connect`"
      : text == "self"             ? "`self` is the spike train of a neuron"
      : text == "t"                ? "`t` is the time of an equation, a handler or a drive"
      : text == "step"             ? "`step` is the time step of a model"
      : text == "i" || text == "j" ? "`i` and `j` number the cells in the settings of a network"
                                   : "";
  if (meaning.empty()) return report_unknown(ctx, env.scope, name, where_of(ctx, env));
  return ctx.diags->emit(kOutOfPlace, name.span, text, "here").note(std::string(meaning));
}

bool require_made(Context& ctx, const Env& env, const ast::Ref& ref, SymbolId root) {
  const bool is_statement = env.place == Place::Script || env.place == Place::Drive;
  const model::Symbol& made = ctx.program[root];
  const bool is_below = made.kind == SymbolKind::NetworkInstance &&
                        made.span.file == ref.span.file && ref.span.begin < made.span.begin;
  if (!is_statement || !is_below) return true;
  ctx.diags
      ->emit(kScript, ref.span, fmt::format("`{}` does not exist yet", ref.parts.front().name.text))
      .label(made.span, "made here")
      .help("move this below the line that makes it");
  return false;
}

SymbolId find_declared(Context& ctx, ScopeId scope, const ast::QualifiedName& name,
                       SymbolKind wanted) {
  if (name.parts.empty() || name.parts.front().text.empty()) return {};
  SymbolId found = find(ctx, scope, name.parts.front().text);
  if (!found) {
    // Suggest only what could stand here: a population is no neuron.
    std::vector<std::string_view> candidates;
    for (ScopeId s = scope; s.is_valid(); s = ctx.program.scopes[s].parent) {
      for (const auto& [text, symbol] : ctx.program.scopes[s].names) {
        if (ctx.program[symbol].kind == wanted) candidates.push_back(text);
      }
    }
    report_unknown_of_kind(ctx, candidates, name.parts.front(), bare_noun(wanted),
                           "this file or what it imports");
    return {};
  }
  for (std::size_t i = 1; i < name.parts.size(); ++i) {
    const SymbolId next = find_member(ctx, ctx.program[found].members, name.parts[i].text);
    if (!next) {
      report_unknown_member(ctx, found, name.parts[i]);
      return {};
    }
    found = next;
  }
  if (ctx.program[found].kind != wanted) {
    if (ctx.disputed.contains(found)) return {};
    ctx.diags
        ->emit(kWrongKind, name.span, ctx.text(name.span), noun(ctx.program[found].kind),
               noun(wanted))
        .label(ctx.program[found].span, "declared here");
    return {};
  }
  ctx.mark_read(found);
  return found;
}

std::string_view bare_noun(SymbolKind kind) {
  std::string_view text = noun(kind);
  text.remove_prefix(text.find(' ') + 1);
  return text;
}

std::string where_of(const Context& ctx, const Env& env) {
  if (env.component.is_valid()) {
    return fmt::format("`{}`", ctx.program[ctx.program.components[env.component].symbol].name);
  }
  switch (env.place) {
    case Place::Script: return "this experiment";
    case Place::Training: return "this training block";
    case Place::Network:
    case Place::Cell:
    case Place::Pair:
    case Place::Drive: return "this network";
    case Place::Constant:
    case Place::Equation:
    case Place::Guard:
    case Place::Handler:
    case Place::Kernel:
    case Place::Function: return "this file or what it imports";
  }
  return "this file";
}

}  // namespace snn::sema
