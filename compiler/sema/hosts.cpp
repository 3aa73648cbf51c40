#include "compiler/sema/hosts.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/wording.h"

namespace snn::sema {

std::string host_list(const ModelSource& source) {
  std::string list;
  for (const ast::HostVar& host : source.model->hosts) {
    if (!list.empty()) list += ", ";
    list += fmt::format("{}: {}", host.name.text, host.unit.text);
  }
  return list;
}

void check_host_use(Context& ctx, const HostUse& use) {
  const Type found = type_of(ctx, use.target, use.use->mechanism.span);
  Env env;
  env.file = &use.source->module->file;
  env.scope = use.source->scope;
  const Type wanted = type_of_unit(ctx, env, use.host->unit);
  if (found.is_error() || wanted.is_error() || fits(ctx, found, wanted)) return;
  use.diags
      ->emit(kValueMismatch, use.use->mechanism.span,
             fmt::format("`{}`", ctx.program[use.target].name), with_article(ctx, found),
             ctx.text(use.use->mechanism.span),
             fmt::format("a mechanism for {}", with_article(ctx, wanted)))
      .label(ctx.program[use.target].span, quantity_and_unit(ctx, found));
}

}  // namespace snn::sema
