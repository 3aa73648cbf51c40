#include "compiler/sema/experiments.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"
#include "compiler/sema/script/script.h"

#include <string>
#include <utility>
#include <variant>

namespace snn::sema {
namespace {

// Whether the script has parts of a network itself.
bool has_network_items(const ast::File& file, const ast::Body& body) {
  for (const ast::ItemId id : body.items) {
    const auto& kind = file[id].kind;
    if (std::holds_alternative<ast::Population>(kind) ||
        std::holds_alternative<ast::Connect>(kind) || std::holds_alternative<ast::Group>(kind) ||
        std::holds_alternative<ast::Place>(kind)) {
      return true;
    }
    if (const auto* sweep = std::get_if<ast::Sweep>(&kind)) {
      if (has_network_items(file, sweep->body)) return true;
    }
    if (const auto* repeat = std::get_if<ast::Repeat>(&kind)) {
      if (has_network_items(file, repeat->body)) return true;
    }
  }
  return false;
}

void check_script(Context& ctx, const ast::Module& module, ScopeId scope, const ast::Body& body,
                  model::ExperimentDef experiment, SourceSpan name) {
  Draft draft;
  draft.file = &module.file;
  draft.scope = new_scope(ctx, scope);
  draft.let_place = Place::Script;
  if (has_network_items(module.file, body)) {
    model::NetworkDef network;
    network.scope = draft.scope;
    draft.network = ctx.program.networks.push_back(std::move(network));
  }
  experiment.scope = draft.scope;
  experiment.network = draft.network;
  const std::size_t n_errors = ctx.diags->n_errors();
  ScriptChecker checker(ctx);
  experiment.script = checker.check(draft, body);
  const bool has_result = checker.records() || checker.expects();
  if (!has_result && ctx.diags->n_errors() == n_errors) {
    ctx.diags->emit(kNothingObserved, name)
        .help("add `record …`, or say what should come out: `expect … in [a, b]`");
  }
  ctx.program.experiments.push_back(std::move(experiment));
}

}  // namespace

void check_experiment(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                      const ast::Experiment& experiment) {
  model::ExperimentDef def;
  def.symbol = declare(ctx, scope, SymbolKind::Experiment, experiment.name);
  def.title = std::string(experiment.name.text);
  def.span = span;
  check_script(ctx, module, scope, experiment.body, std::move(def), experiment.name.span);
}

void check_test(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                const ast::Test& test) {
  model::ExperimentDef def;
  def.title = test.title;
  def.is_test = true;
  def.span = span;
  check_script(ctx, module, scope, test.body, std::move(def), test.title_span);
}

}  // namespace snn::sema
