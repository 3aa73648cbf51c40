#include "compiler/sema/definitions.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

// The symbol that a reference begins with or leads to through instances and compartments.
SymbolId symbol_of(const Context& ctx, ScopeId scope, const ast::Ref& ref) {
  SymbolId found;
  for (const ast::RefPart& part : ref.parts) {
    const SymbolId next = found ? find_member(ctx, ctx.program[found].members, part.name.text)
                                : find(ctx, scope, part.name.text);
    if (!next) break;
    found = next;
  }
  return found;
}

std::vector<SymbolId> waiting_reads(const Context& ctx, const Definition& definition) {
  std::vector<SymbolId> waiting;
  for (const ast::ExprId expr : definition.reads) {
    ast::for_each_ref(*definition.file, expr, [&](const ast::Ref& ref) {
      const SymbolId read = symbol_of(ctx, definition.scope, ref);
      const auto found = ctx.definitions.find(read);
      if (found != ctx.definitions.end() && found->second.state == Definition::State::Waiting) {
        waiting.push_back(read);
      }
    });
  }
  return waiting;
}

void report_circle(Context& ctx, SymbolId symbol, SourceSpan use) {
  const auto first = std::ranges::find(ctx.running, symbol);
  std::string path;
  bool is_run_time = true;
  for (auto it = first; it != ctx.running.end(); ++it) {
    path += fmt::format("`{}` → ", ctx.program[*it].name);
    is_run_time = is_run_time && ctx.program[*it].kind == SymbolKind::Let;
  }
  path += fmt::format("`{}`", ctx.program[symbol].name);
  ctx.diags->emit(kCircular, ctx.program[symbol].span, path)
      .label(use, fmt::format("`{}` is needed here", ctx.program[symbol].name))
      .help(is_run_time
                ? "break the circle with a `state`, which has a value before the equations are read"
                : "give one of them a value of its own");
}

void run_definition(Context& ctx, SymbolId symbol) {
  Definition& definition = ctx.definitions.at(symbol);
  definition.state = Definition::State::Running;
  ctx.running.push_back(symbol);
  const auto run = std::move(definition.run);
  // A quiet body's definitions stay quiet and the others are heard, whoever asks for them.
  diag::Diagnostics* const asking = std::exchange(ctx.diags, definition.diags);
  run();
  ctx.diags = asking;
  ctx.running.pop_back();
  ctx.definitions.at(symbol).state = Definition::State::Done;
}

}  // namespace

void define(Context& ctx, SymbolId symbol, const ast::File& file, ScopeId scope,
            std::vector<ast::ExprId> reads, std::function<void()> run) {
  if (!symbol) return;
  Definition definition;
  definition.file = &file;
  definition.scope = scope;
  definition.reads = std::move(reads);
  definition.run = std::move(run);
  definition.diags = ctx.diags;
  ctx.definitions.insert_or_assign(symbol, std::move(definition));
}

void resolve(Context& ctx, SymbolId symbol, SourceSpan use) {
  const auto found = ctx.definitions.find(symbol);
  if (found == ctx.definitions.end()) return;
  if (found->second.state == Definition::State::Running) {
    report_circle(ctx, symbol, use);
    ctx.program[symbol].type = Type::error();
    return;
  }
  // Depth first with a stack of our own: what a definition reads is defined before it runs.
  struct Visit {
    SymbolId symbol;
    bool is_expanded = false;
  };
  std::vector<Visit> stack{{symbol, false}};
  std::map<SymbolId, bool> seen;
  while (!stack.empty()) {
    Visit& top = stack.back();
    const SymbolId current = top.symbol;
    const bool is_waiting = ctx.definitions.at(current).state == Definition::State::Waiting;
    if (!is_waiting || top.is_expanded) {
      stack.pop_back();
      if (is_waiting) run_definition(ctx, current);
      continue;
    }
    top.is_expanded = true;
    if (!seen.emplace(current, true).second) continue;
    for (const SymbolId read : waiting_reads(ctx, ctx.definitions.at(current))) {
      if (!seen.contains(read)) stack.push_back({read, false});
    }
  }
}

const Type& type_of(Context& ctx, SymbolId symbol, SourceSpan use) {
  resolve(ctx, symbol, use);
  return ctx.program[symbol].type;
}

}  // namespace snn::sema
