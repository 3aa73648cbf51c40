#include "compiler/sema/model_checks.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

bool is_before(SourceSpan first, SourceSpan second) {
  return std::pair(first.file, first.begin) < std::pair(second.file, second.begin);
}

// From its name to its last brace.
SourceSpan span_of(const Context& ctx, const model::Component& component) {
  const ModelSource& source = ctx.models.at(component.symbol);
  return source::join(source.model->name.span, source.model->body.span);
}

// What was not understood may be just what reads or changes the rest.
bool is_understood(const Context& ctx, const model::Component& component,
                   const std::vector<SourceSpan>& riddles) {
  if (ctx.models.at(component.symbol).is_cut) return false;
  const SourceSpan model = span_of(ctx, component);
  const auto first = std::ranges::lower_bound(riddles, model, is_before);
  return first == riddles.end() || !is_own(ctx, component, *first);
}

// Where something was reported, or where an expression has no meaning because of what was.
std::vector<SourceSpan> all_riddles(const Context& ctx) {
  std::vector<SourceSpan> riddles = ctx.not_understood;
  for (const diag::Diagnostic& diagnostic : ctx.diags->all()) {
    if (diagnostic.severity == diag::Severity::Error) riddles.push_back(diagnostic.span);
  }
  std::ranges::sort(riddles, is_before);
  return riddles;
}

void check_finished_model(Context& ctx, ComponentId component,
                          const std::vector<SourceSpan>& riddles) {
  if (!is_understood(ctx, ctx.program.components[component], riddles)) return;
  const std::size_t n_errors = ctx.diags->n_errors();
  check_structure(ctx, component);
  // What reads a value from outside may be among what could not be read.
  if (ctx.diags->n_errors() > n_errors || ctx.is_damaged) return;
  check_liveness(ctx, component);
  check_signs(ctx, component);
}

}  // namespace

bool is_own(const Context& ctx, const model::Component& component, SourceSpan span) {
  const SourceSpan model = span_of(ctx, component);
  return span.file == model.file && span.begin >= model.begin && span.end <= model.end;
}

void check_finished_models(Context& ctx) {
  const std::vector<SourceSpan> riddles = all_riddles(ctx);
  for (std::size_t i = 0; i < ctx.program.components.size(); ++i)
    check_finished_model(ctx, ComponentId(i), riddles);
}

}  // namespace snn::sema
