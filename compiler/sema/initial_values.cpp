#include "compiler/sema/initial_values.h"

#include "compiler/ast/walk.h"
#include "compiler/model/intrinsics.h"
#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>

namespace snn::sema {
namespace {

bool is_distribution(const Context& ctx, const Env& env, const ast::Expr& node) {
  const auto* call = std::get_if<ast::Call>(&node.kind);
  if (call == nullptr || call->callee.parts.size() != 1) return false;
  const std::string_view name = call->callee.parts[0].name.text;
  // A function of the file may have the name of a distribution.
  if (find(ctx, env.scope, name)) return false;
  return std::ranges::any_of(model::all_intrinsics(), [&](const model::IntrinsicInfo& info) {
    return info.name == name && info.group == model::IntrinsicGroup::Distribution;
  });
}

bool draws(const Context& ctx, const Env& env, ast::ExprId expr) {
  bool found = false;
  ast::for_each_expr(*env.file, expr, [&](const ast::Expr& node) {
    if (is_distribution(ctx, env, node)) found = true;
  });
  return found;
}

// The `=` or `~` between a name and its value.
SourceSpan sign_between(const Context& ctx, SourceSpan name, SourceSpan value, char sign) {
  if (!name.is_valid()) return {};
  const SourceSpan between{name.file, name.end, value.begin};
  const std::size_t at = ctx.text(between).rfind(sign);
  if (at == std::string_view::npos) return {};
  const auto begin = static_cast<std::uint32_t>(name.end + at);
  return {name.file, begin, begin + 1};
}

// What changes during the run and is read here, directly or through a `let`; none: nothing.
SymbolId changing(const Context& ctx, SymbolId symbol) {
  const auto changes = [&](SymbolId read) {
    const SymbolKind kind = ctx.program[read].kind;
    return kind == SymbolKind::State || kind == SymbolKind::Input ||
           kind == SymbolKind::HostVariable || kind == SymbolKind::Noise ||
           kind == SymbolKind::Train || kind == SymbolKind::Event || kind == SymbolKind::Time;
  };
  if (changes(symbol)) return symbol;
  if (ctx.program[symbol].kind != SymbolKind::Let || !ctx.program[symbol].value) return {};
  for (const SymbolId read : model::reads_of(ctx.program, ctx.program[symbol].value)) {
    if (changes(read)) return read;
  }
  return {};
}

}  // namespace

bool is_steady(const ast::File& file, ast::ExprId expr) {
  return expr.is_valid() &&
         std::holds_alternative<ast::Steady>(file[ast::without_parens(file, expr)].kind);
}

ExprId check_initial(Context& ctx, Env env, ast::ExprId value, bool is_draw, SourceSpan name) {
  const ast::Expr& node = (*env.file)[value];
  if (!is_draw && is_distribution(ctx, env, node)) {
    auto report = ctx.diags->emit(kDrawMisplaced, node.span,
                                  ctx.text(std::get<ast::Call>(node.kind).callee.span),
                                  "draws at random and stands after `~`, not after `=`");
    const SourceSpan sign = sign_between(ctx, name, node.span, '=');
    if (sign.is_valid()) report.fix("write `~`", sign, "~");
    return ctx.error(node.span);
  }
  env.may_draw = is_draw;
  const ExprId checked = check_expr(ctx, env, value);
  if (!is_draw || ctx.type_of(checked).is_error() || draws(ctx, env, value)) return checked;
  auto report = ctx.diags->emit(kDrawMisplaced, node.span, excerpt(ctx, node.span),
                                "is one value; `~` draws from a distribution");
  report.help("`~ uniform(a, b)` and `~ normal(mean, sd)` draw");
  const SourceSpan sign = sign_between(ctx, name, node.span, '~');
  if (sign.is_valid()) report.fix("write `=` for a value", sign, "=");
  return checked;
}

bool require_fixed(Context& ctx, ExprId value, std::string_view what) {
  bool is_fixed = true;
  model::for_each_expr(ctx.program, value, [&](const model::Expr& expr) {
    const auto* read = std::get_if<model::Read>(&expr.kind);
    if (read == nullptr || !is_fixed) return;
    const SymbolId changes = changing(ctx, read->symbol);
    if (!changes) return;
    is_fixed = false;
    const model::Symbol& symbol = ctx.program[changes];
    auto report = ctx.diags->emit(kOutOfPlace, expr.span, excerpt(ctx, expr.span), "here");
    if (changes != read->symbol) report.at(fmt::format("it reads `{}`", symbol.name));
    report.note(fmt::format("{} is fixed before the run, and `{}` is {}", what, symbol.name,
                            noun(symbol.kind)));
  });
  return is_fixed;
}

void report_no_start(Context& ctx, const Env& env, const ast::Decl& decl, const Type& type) {
  auto report = ctx.diags->emit(kNoInitialValue, decl.name.span, decl.name.text);
  report.help("`~ uniform(…)` draws a start for each cell, `= steady` starts at rest");
  if (!type.is_real()) return;
  const SymbolId rest = parameter_of(ctx, env.scope, ctx.dims.resolve(type.dim));
  const bool is_plain = type.dim.is_plain();
  const std::string start = rest && !is_plain ? ctx.program[rest].name : value_text(ctx, 0, type);
  const SourceSpan behind{decl.unit->span.file, decl.unit->span.end, decl.unit->span.end};
  report.fix(fmt::format("write `{} = {}`", ctx.text(source::join(decl.name.span, decl.unit->span)),
                         start),
             behind, " = " + start);
}

}  // namespace snn::sema
