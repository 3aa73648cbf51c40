#include "compiler/sema/bounds.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/initial_values.h"
#include "compiler/sema/wording.h"

#include <cmath>
#include <string>

namespace snn::sema {
namespace {

void report_empty(Context& ctx, const ast::Bounds& bounds, const model::Bounds& checked,
                  bool are_swapped) {
  auto report = ctx.diags->emit(kEmptyBounds, bounds.span, excerpt(ctx, bounds.span));
  if (!are_swapped) {
    report.at("`(` and `)` leave out the end itself");
    return;
  }
  const SourceSpan low = ctx.program.exprs[checked.low].span;
  const SourceSpan high = ctx.program.exprs[checked.high].span;
  report.at("the smaller one comes first")
      .fix("swap them", {{low, std::string(ctx.text(high))}, {high, std::string(ctx.text(low))}});
}

}  // namespace

std::optional<model::Bounds> check_bounds(Context& ctx, const Env& env, const ast::Bounds& bounds,
                                          std::string_view name, const Type& type,
                                          SourceSpan declared) {
  model::Bounds result;
  result.span = bounds.span;
  result.is_low_open = bounds.is_low_open;
  result.is_high_open = bounds.is_high_open;
  Type end = type;
  end.length = 0;
  result.low = check_number_for(ctx, env, bounds.low, name, end, declared);
  if (ctx.type_of(result.low).is_error()) return std::nullopt;
  result.high = check_number_for(ctx, env, bounds.high, name, end, declared);
  if (ctx.type_of(result.high).is_error()) return std::nullopt;
  if (!require_fixed(ctx, result.low, "a bound") || !require_fixed(ctx, result.high, "a bound")) {
    return std::nullopt;
  }
  const auto low = constant_value(ctx, result.low);
  const auto high = constant_value(ctx, result.high);
  const bool is_open = bounds.is_low_open || bounds.is_high_open;
  const bool are_swapped = low && high && *low > *high;
  if (are_swapped || (low && high && *low == *high && is_open)) {
    report_empty(ctx, bounds, result, are_swapped);
    return std::nullopt;
  }
  return result;
}

void require_inside(Context& ctx, ExprId value, const model::Bounds& bounds, const Type& type) {
  if (ctx.type_of(value).is_error() || ctx.type_of(value).length != 0) return;
  const auto known = constant_value(ctx, value);
  if (!known) return;
  const auto low = constant_value(ctx, bounds.low);
  const auto high = constant_value(ctx, bounds.high);
  const bool is_low = low && (*known < *low || (bounds.is_low_open && *known == *low));
  const bool is_high = high && (*known > *high || (bounds.is_high_open && *known == *high));
  if (!is_low && !is_high) return;
  ctx.diags
      ->emit(kOutsideBounds, ctx.program.exprs[value].span, value_text(ctx, *known, type),
             interval_text(ctx, bounds.span))
      .label(bounds.span, "the bounds");
}

bool require_closed(Context& ctx, const model::Bounds& bounds, std::string_view name) {
  const auto is_infinite = [&](ExprId end) {
    const auto value = constant_value(ctx, end);
    return value && std::isinf(*value);
  };
  const bool is_low_bad = bounds.is_low_open && !is_infinite(bounds.low);
  const bool is_high_bad = bounds.is_high_open && !is_infinite(bounds.high);
  if (!is_low_bad && !is_high_bad) return true;
  auto report = ctx.diags->emit(kOpenStateBounds, bounds.span, name);
  std::string closed(ctx.text(bounds.span));
  // A bracket that the parser had to add is not in the text.
  const std::size_t low = closed.find('(');
  const std::size_t high = closed.rfind(')');
  if (low == std::string::npos && is_low_bad) return false;
  if (high == std::string::npos && is_high_bad) return false;
  if (is_low_bad) closed[low] = '[';
  if (is_high_bad) closed[high] = ']';
  report.fix(fmt::format("write `{}`", closed), bounds.span, closed);
  return false;
}

}  // namespace snn::sema
