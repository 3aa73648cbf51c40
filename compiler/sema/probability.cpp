#include "compiler/sema/probability.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/wording.h"

#include <string>
#include <variant>

namespace snn::sema {

ExprId check_probability(Context& ctx, const Env& env, ast::ExprId expr) {
  const ExprId value = check_plain(ctx, env, expr, "a probability");
  if (!ctx.type_of(value).is_error()) require_probability(ctx, value);
  return value;
}

void require_probability(Context& ctx, ExprId value) {
  const auto known = constant_value(ctx, value);
  if (!known || (*known >= 0 && *known <= 1)) return;
  const SourceSpan span = ctx.program.exprs[value].span;
  const bool is_written = std::holds_alternative<model::Literal>(ctx.program.exprs[value].kind);
  const std::string found =
      is_written ? (*known > 1 ? "more than 1" : "less than 0") : fmt::format("{:.12g}", *known);
  ctx.diags->emit(kProbability, span, excerpt(ctx, span), found);
}

}  // namespace snn::sema
