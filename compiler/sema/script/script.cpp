#include "compiler/sema/script/script.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/drives.h"
#include "compiler/sema/script/changes.h"
#include "compiler/sema/script/instances.h"
#include "compiler/sema/script/run_settings.h"
#include "compiler/sema/script/sweeps.h"

#include <string_view>
#include <utility>
#include <variant>

namespace snn::sema {
namespace {

// What an item is called where it may not stand.
std::string_view word_of(const ast::Item& item) {
  const auto& kind = item.kind;
  if (std::holds_alternative<ast::Run>(kind)) return "run";
  if (std::holds_alternative<ast::At>(kind)) return "at";
  if (std::holds_alternative<ast::Sweep>(kind)) return "sweep";
  if (std::holds_alternative<ast::Repeat>(kind)) return "repeat";
  if (std::holds_alternative<ast::NetworkInstance>(kind)) return "network";
  if (std::holds_alternative<ast::Population>(kind)) return "population";
  if (std::holds_alternative<ast::Connect>(kind)) return "connect";
  if (std::holds_alternative<ast::Group>(kind)) return "group";
  if (std::holds_alternative<ast::Place>(kind)) return "place";
  if (std::holds_alternative<ast::Setting>(kind)) return "a setting";
  return {};
}

bool runs(const ast::File& file, const ast::Item& item) {
  if (std::holds_alternative<ast::Run>(item.kind)) return true;
  const ast::Body* body = nullptr;
  if (const auto* sweep = std::get_if<ast::Sweep>(&item.kind)) body = &sweep->body;
  if (const auto* repeat = std::get_if<ast::Repeat>(&item.kind)) body = &repeat->body;
  if (body == nullptr) return false;
  for (const ast::ItemId id : body->items) {
    if (runs(file, file[id])) return true;
  }
  return false;
}

}  // namespace

model::Script ScriptChecker::check(const Draft& draft, const ast::Body& body) {
  model::Script script = check_body(draft, body);
  check_order(*draft.file, body, false);
  return script;
}

model::Script ScriptChecker::check_body(const Draft& draft, const ast::Body& body) {
  const Env env = draft.env(Place::Script);
  declare_network_items(ctx_, draft, body.items);
  for (const ast::ItemId id : body.items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* i = std::get_if<ast::NetworkInstance>(&item.kind)) {
      declare_instance(ctx_, env, *i);
    }
  }
  check_network_items(ctx_, draft, body.items);
  model::Script script;
  RunSettings settings(ctx_, env);
  for (const ast::ItemId id : body.items) {
    const ast::Item& item = (*draft.file)[id];
    if (const auto* setting = std::get_if<ast::Setting>(&item.kind)) {
      for (model::SettingStep& step : settings.check(*setting, item.span))
        add(script, item.span, std::move(step));
      continue;
    }
    check_item(draft, item, script);
  }
  return script;
}

void ScriptChecker::add(model::Script& script, SourceSpan span, model::StepKind kind) {
  script.push_back(ctx_.program.steps.push_back({span, std::move(kind)}));
}

void ScriptChecker::check_item(const Draft& draft, const ast::Item& item, model::Script& script) {
  const Env env = draft.env(Place::Script);
  if (const auto* i = std::get_if<ast::NetworkInstance>(&item.kind)) {
    if (auto step = check_instance(ctx_, env, *i)) add(script, item.span, std::move(*step));
  }
  if (const auto* i = std::get_if<ast::Let>(&item.kind)) {
    const SymbolId symbol = find_member(ctx_, draft.scope, i->name.text);
    if (!symbol) return;
    observe(ctx_, ctx_.program[symbol].value);
    add(script, item.span, model::LetStep{symbol, ctx_.program[symbol].value});
  }
  if (const auto* i = std::get_if<ast::Record>(&item.kind)) {
    records_ = true;
    add(script, item.span, check_record(ctx_, env, *i, files_));
  }
  if (const auto* i = std::get_if<ast::Run>(&item.kind)) {
    const ExprId value = i->is_until ? check_condition(ctx_, env, i->value)
                                     : check_positive_time(ctx_, env, i->value, "run");
    if (i->is_until) observe(ctx_, value);
    add(script, item.span, model::RunStep{i->is_until, value});
  }
  if (const auto* i = std::get_if<ast::Set>(&item.kind)) {
    if (auto step = check_set(ctx_, env, *i)) add(script, item.span, std::move(*step));
  }
  if (const auto* i = std::get_if<ast::Drive>(&item.kind)) {
    if (auto drive = check_drive(ctx_, env, item.span, *i)) {
      add(script, item.span, model::DriveStep{std::move(*drive)});
    }
  }
  if (const auto* i = std::get_if<ast::Broadcast>(&item.kind)) {
    if (auto step = check_broadcast(ctx_, env, *i)) add(script, item.span, *step);
  }
  if (const auto* i = std::get_if<ast::Expect>(&item.kind)) {
    expects_ = true;
    add(script, item.span, check_expect(ctx_, env, *i));
  }
  if (const auto* i = std::get_if<ast::At>(&item.kind)) check_at(draft, item, *i, script);
  if (const auto* i = std::get_if<ast::Sweep>(&item.kind)) check_sweep(draft, item, *i, script);
  if (const auto* i = std::get_if<ast::Repeat>(&item.kind)) check_repeat(draft, item, *i, script);
}

model::Script ScriptChecker::check_inner(const Draft& draft, ScopeId scope, const ast::Body& body) {
  Draft inner = draft;
  inner.scope = scope;
  return check_body(inner, body);
}

void ScriptChecker::check_at(const Draft& draft, const ast::Item& item, const ast::At& at,
                             model::Script& script) {
  const ExprId time = check_time(ctx_, draft.env(Place::Script), at.time, "at");
  ast::Body body = at.body;
  std::erase_if(body.items, [&](ast::ItemId id) {
    const ast::Item& inner = (*draft.file)[id];
    const std::string_view word = word_of(inner);
    if (word.empty()) return false;
    ctx_.diags
        ->emit(kScript, inner.span,
               fmt::format("{} cannot stand in an `at`, which happens within a run",
                           word == "a setting" ? std::string(word) : fmt::format("`{}`", word)))
        .help("`set`, `broadcast`, `drive`, `record` and `expect` can");
    return true;
  });
  const ScopeId scope = new_scope(ctx_, draft.scope);
  add(script, item.span, model::AtStep{time, check_inner(draft, scope, body)});
}

void ScriptChecker::check_sweep(const Draft& draft, const ast::Item& item, const ast::Sweep& sweep,
                                model::Script& script) {
  const Env env = draft.env(Place::Script);
  model::SweepStep step;
  const ScopeId variables = new_scope(ctx_, draft.scope);
  for (const ast::SweepVar& variable : sweep.variables)
    step.axes.push_back(check_axis(ctx_, env, variables, variable));
  const std::size_t n_errors = ctx_.diags->n_errors();
  step.script = check_inner(draft, new_scope(ctx_, variables), sweep.body);
  if (ctx_.diags->n_errors() == n_errors) report_unused_axes(ctx_, step);
  add(script, item.span, std::move(step));
}

void ScriptChecker::check_repeat(const Draft& draft, const ast::Item& item,
                                 const ast::Repeat& repeat, model::Script& script) {
  const ExprId count = check_plain(ctx_, draft.env(Place::Script), repeat.count, "repeat");
  require_whole(ctx_, count, "the number of rounds", 1);
  const ScopeId scope = new_scope(ctx_, draft.scope);
  add(script, item.span, model::RepeatStep{count, check_inner(draft, scope, repeat.body)});
}

// What is begun before a run needs the run; backwards, from what follows the body.
void ScriptChecker::check_order(const ast::File& file, const ast::Body& body, bool runs_later) {
  for (auto id = body.items.rbegin(); id != body.items.rend(); ++id) {
    const ast::Item& item = file[*id];
    // The next round runs again.
    runs_later = runs_later || runs(file, item);
    if (const auto* sweep = std::get_if<ast::Sweep>(&item.kind)) {
      check_order(file, sweep->body, runs_later);
    }
    if (const auto* repeat = std::get_if<ast::Repeat>(&item.kind)) {
      check_order(file, repeat->body, runs_later);
    }
    if (runs_later) continue;
    if (const auto* at = std::get_if<ast::At>(&item.kind)) {
      ctx_.diags
          ->emit(kScript, file[at->time].span, "no `run` follows this `at`, so it never happens")
          .help("put it before the `run` that passes its time");
    }
    if (std::holds_alternative<ast::Record>(item.kind)) {
      ctx_.diags->emit(kScript, item.span, "no `run` follows this `record`, so it stays empty")
          .help("put it before the `run` that it is to record");
    }
  }
}

}  // namespace snn::sema
