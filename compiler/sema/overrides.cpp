#include "compiler/sema/overrides.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

void add_own_names(const ModelSource& source, std::vector<std::string_view>& names) {
  const auto add = [&](const std::vector<ast::Decl>& decls) {
    for (const ast::Decl& decl : decls)
      names.push_back(decl.name.text);
  };
  for (const ast::ItemId item : source.model->body.items) {
    const auto& kind = source.module->file[item].kind;
    if (const auto* param = std::get_if<ast::Param>(&kind)) add(param->decls);
    if (const auto* state = std::get_if<ast::State>(&kind)) add(state->decls);
  }
}

// None when there is no base or it was reported.
const ModelSource* base_of(const Context& ctx, const ModelSource& source) {
  if (!source.model->extends) return nullptr;
  SymbolId base;
  for (const ast::Name& name : source.model->extends->base.parts) {
    base = base ? find_member(ctx, ctx.program[base].members, name.text)
                : find(ctx, source.scope, name.text);
    if (!base) return nullptr;
  }
  const auto found = ctx.models.find(base);
  return found == ctx.models.end() ? nullptr : &found->second;
}

// "`g = 5 nS`" for `Leak(5 nS)`: the first value that the model takes, with this one.
std::string by_name(const Context& ctx, const std::vector<std::string_view>& names,
                    const ast::Arg& arg) {
  if (names.empty()) return "has no values to give";
  return fmt::format("takes its values by name: `{} = {}`", names.front(), excerpt(ctx, arg.span));
}

}  // namespace

const ModelSource& with_hosts(const Context& ctx, const ModelSource& source) {
  std::vector<const ModelSource*> chain{&source};
  // A circle of bases is reported elsewhere; here it only has to end.
  while (chain.back()->model->hosts.empty()) {
    const ModelSource* base = base_of(ctx, *chain.back());
    if (base == nullptr || std::ranges::find(chain, base) != chain.end()) return source;
    chain.push_back(base);
  }
  return *chain.back();
}

std::vector<std::string_view> settable_names(const Context& ctx, const ModelSource& source) {
  std::vector<std::string_view> names;
  std::vector<const ModelSource*> chain;
  const ModelSource* current = &source;
  // A circle of bases is reported elsewhere; here it only has to end.
  while (current != nullptr && std::ranges::find(chain, current) == chain.end()) {
    chain.push_back(current);
    add_own_names(*current, names);
    current = base_of(ctx, *current);
  }
  return names;
}

void add_overrides(Context& ctx, Layer& layer, const Layer& outer,
                   const std::optional<ast::Args>& args, const ModelSource& source,
                   SourceSpan use) {
  if (!args) return;
  const std::vector<std::string_view> names = settable_names(ctx, source);
  for (const ast::Arg& arg : args->list) {
    if (!arg.name) {
      ctx.diags->emit(kWrongArguments, arg.span, ctx.text(use), by_name(ctx, names, arg));
      return;
    }
    if (std::ranges::find(names, arg.name->text) == names.end()) {
      report_unknown_of_kind(ctx, names, *arg.name, "parameter",
                             fmt::format("`{}`", ctx.text(use)));
      continue;
    }
    Override given;
    given.arg = &arg;
    given.env = outer.env(Place::Constant);
    given.diags = ctx.diags;
    const auto [first, is_new] = layer.overrides.emplace(std::string(arg.name->text), given);
    if (is_new) continue;
    ctx.diags->emit(kGivenTwice, arg.name->span, arg.name->text)
        .label(first->second.arg->span, "first given here");
  }
}

void require_values(Context& ctx, const Layer& layer, const ModelSource& source, SourceSpan use) {
  for (const ast::ItemId item : source.model->body.items) {
    const auto* param = std::get_if<ast::Param>(&source.module->file[item].kind);
    if (param == nullptr) continue;
    for (const ast::Decl& decl : param->decls) {
      if (decl.init || layer.overrides.contains(decl.name.text)) continue;
      auto report = ctx.diags->emit(kMissingValue, use, decl.name.text, ctx.text(use));
      report.label(decl.name.span, "declared here");
      if (decl.unit) {
        report.help(fmt::format("write `{}({} = …)`, in {}", ctx.text(use), decl.name.text,
                                decl.unit->text));
      }
    }
  }
}

}  // namespace snn::sema
