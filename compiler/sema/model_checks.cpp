#include "compiler/sema/model_checks.h"

#include <algorithm>

namespace snn::sema {
namespace {

// What was not understood may be just what reads or changes the rest.
bool is_understood(const Context& ctx, const model::Component& component) {
  return std::ranges::none_of(ctx.diags->all(), [&](const diag::Diagnostic& diagnostic) {
    return diagnostic.severity == diag::Severity::Error && is_own(ctx, component, diagnostic.span);
  });
}

}  // namespace

bool is_own(const Context& ctx, const model::Component& component, SourceSpan span) {
  const ModelSource& source = ctx.models.at(component.symbol);
  const SourceSpan model = source::join(source.model->name.span, source.model->body.span);
  return span.file == model.file && span.begin >= model.begin && span.end <= model.end;
}

void check_finished_model(Context& ctx, ComponentId component) {
  if (!is_understood(ctx, ctx.program.components[component])) return;
  const std::size_t n_errors = ctx.diags->n_errors();
  check_structure(ctx, component);
  // What reads a value from outside may be among what could not be read.
  if (ctx.diags->n_errors() > n_errors || ctx.is_damaged) return;
  check_liveness(ctx, component);
  check_signs(ctx, component);
}

}  // namespace snn::sema
