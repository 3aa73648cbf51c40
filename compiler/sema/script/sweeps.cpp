#include "compiler/sema/script/sweeps.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <cmath>

namespace snn::sema {
namespace {

void report_bad_range(Context& ctx, const ast::Range& range, std::string_view why) {
  ctx.diags->emit(kScript, range.span, fmt::format("`{}` {}", excerpt(ctx, range.span), why));
}

// The number of values of a range whose ends are known.
void require_values_in(Context& ctx, const ast::Range& range, const model::SweepStep::Axis& axis) {
  constexpr double kMost = 1e6;
  const auto begin = constant_value(ctx, axis.begin);
  const auto end = constant_value(ctx, axis.end);
  const auto step = axis.step ? constant_value(ctx, axis.step) : 1.0;
  if (step && *step == 0) return report_bad_range(ctx, range, "never moves: its step is 0");
  if (!begin || !end || !step) return;
  const double n_steps = (*end - *begin) / *step;
  if (n_steps < 0)
    return report_bad_range(ctx, range, "holds no value: it leads away from its end");
  if (!(n_steps <= kMost)) report_bad_range(ctx, range, "holds more than a million values");
}

Type check_range(Context& ctx, const Env& env, const ast::Range& range,
                 model::SweepStep::Axis& axis) {
  axis.begin = check_number(ctx, env, range.begin);
  axis.end = check_number(ctx, env, range.end);
  if (range.step) axis.step = check_number(ctx, env, range.step);
  const Type type = joined(ctx.type_of(axis.begin), ctx.type_of(axis.end));
  for (const ExprId bound : {axis.begin, axis.end}) {
    if (ctx.type_of(bound).is_error()) return Type::error();
  }
  if (!require_fit(ctx, axis.end, "the end of the range", type)) return Type::error();
  if (!axis.step && !type.dim.is_plain()) {
    ctx.diags->emit(kScript, range.span, "a range of quantities needs a step")
        .help(fmt::format("write `{} step 1 {}`", excerpt(ctx, range.span), unit_of(ctx, type)));
    return type;
  }
  if (axis.step && (ctx.type_of(axis.step).is_error() ||
                    !require_fit(ctx, axis.step, "the step of the range", type))) {
    return type;
  }
  require_values_in(ctx, range, axis);
  return type;
}

Type check_list(Context& ctx, const Env& env, ast::ExprId values, model::SweepStep::Axis& axis) {
  axis.values = check_expr(ctx, env, values);
  Type type = ctx.type_of(axis.values);
  if (type.is_error()) return type;
  const SourceSpan span = ctx.program.exprs[axis.values].span;
  const auto* list = std::get_if<model::ArrayValue>(&ctx.program.exprs[axis.values].kind);
  const bool is_empty = list != nullptr && list->elements.empty();
  if (!type.is_real() || type.length == 0) {
    const std::string found = is_empty ? "empty" : with_article(ctx, type);
    ctx.diags->emit(kWrongType, span, "a range or a list of numbers", excerpt(ctx, span), found)
        .help("a sweep takes `3..8 step 0.5` or `[0.9, 1, 2]`");
    return Type::error();
  }
  type.length = 0;
  return type;
}

}  // namespace

model::SweepStep::Axis check_axis(Context& ctx, const Env& env, ScopeId scope,
                                  const ast::SweepVar& item) {
  model::SweepStep::Axis axis;
  Type type = item.range ? check_range(ctx, env, *item.range, axis)
                         : check_list(ctx, env, item.values, axis);
  type.fits_any_dimension = false;
  axis.symbol = declare(ctx, scope, SymbolKind::SweepVariable, item.name);
  if (axis.symbol) ctx.program[axis.symbol].type = type;
  return axis;
}

void report_unused_axes(Context& ctx, const model::SweepStep& sweep) {
  for (const model::SweepStep::Axis& axis : sweep.axes) {
    if (!axis.symbol || ctx.was_read(axis.symbol)) continue;
    const model::Symbol& symbol = ctx.program[axis.symbol];
    if (!symbol.type.is_error()) ctx.diags->emit(kUnusedSweep, symbol.span, symbol.name);
  }
}

}  // namespace snn::sema
