#include "compiler/sema/script/observations.h"

#include "compiler/model/walk.h"
#include "compiler/sema/declarations.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/script/run_settings.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace snn::sema {
namespace {

// ---- record -------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 3> kFormats{"csv", "npy", "npz"};

bool changes(const Context& ctx, ExprId expr) {
  bool found = false;
  model::for_each_expr(ctx.program, expr, [&](const model::Expr& inner) {
    const auto* call = std::get_if<model::IntrinsicCall>(&inner.kind);
    const bool is_measure =
        call != nullptr && model::info_of(call->intrinsic).group == model::IntrinsicGroup::Measure;
    const auto* read = std::get_if<model::Read>(&inner.kind);
    const bool is_time = read != nullptr && ctx.program[read->symbol].kind == SymbolKind::Time;
    found = found || is_measure || is_time || std::holds_alternative<model::Path>(inner.kind);
    if (found || read == nullptr) return;
    const model::Symbol& symbol = ctx.program[read->symbol];
    found = symbol.kind == SymbolKind::Let && symbol.value && changes(ctx, symbol.value);
  });
  return found;
}

ExprId check_column(Context& ctx, const Env& env, ast::ExprId column) {
  const ExprId value = check_expr(ctx, env, column);
  const Type type = ctx.type_of(value);
  const SourceSpan span = ctx.program.exprs[value].span;
  observe(ctx, value);
  if (type.is_error()) return value;
  if (type.kind == model::Kind::Entity) {
    ctx.diags
        ->emit(kWrongType, span, "a variable or a measure", excerpt(ctx, span),
               with_article(ctx, type))
        .help(fmt::format("record one of its variables, or `spikes({})`", excerpt(ctx, span)));
    return ctx.error(span);
  }
  if (!type.is_real() && type.kind != model::Kind::Bool) {
    ctx.diags->emit(kWrongType, span, "a variable or a measure", excerpt(ctx, span),
                    with_article(ctx, type));
    return ctx.error(span);
  }
  if (changes(ctx, value)) return value;
  ctx.diags->emit(
      kScript, span,
      fmt::format("`{}` never changes, so there is nothing to record", excerpt(ctx, span)));
  return ctx.error(span);
}

void check_file(Context& ctx, const ast::Record& item, RecordedFiles& files) {
  const std::string& path = *item.file;
  const std::size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  const std::string ending = dot == std::string::npos ? "" : name.substr(dot + 1);
  if (std::ranges::count(kFormats, ending) == 0) {
    auto report = ctx.diags->emit(kScript, item.file_span,
                                  fmt::format("the ending of `{}` names no format", path));
    if (const auto meant = nearest_name(ending, kFormats); meant && !ending.empty()) {
      const std::string fixed =
          fmt::format("\"{}{}\"", path.substr(0, path.size() - ending.size()), *meant);
      report.fix(fmt::format("write `{}`", fixed), item.file_span, fixed);
    } else {
      report.help("recordings are written as .csv, .npy or .npz");
    }
    return;
  }
  const auto [place, is_new] = files.emplace(path, item.file_span);
  if (is_new) return;
  ctx.diags->emit(kScript, item.file_span, fmt::format("`{}` is written by two recordings", path))
      .label(place->second, "the first")
      .help("record a list into one file, `record [a, b] to …`, or use two files");
}

// ---- expect -------------------------------------------------------------------------------------

const model::Binary* equality(const Context& ctx, ExprId value) {
  const auto* binary = std::get_if<model::Binary>(&ctx.program.exprs[value].kind);
  return binary != nullptr && binary->op == model::BinaryOp::Eq ? binary : nullptr;
}

bool is_plain_literal(const Context& ctx, ExprId value) {
  const model::Expr& expr = ctx.program.exprs[value];
  return std::holds_alternative<model::Literal>(expr.kind) && expr.type.dim.is_plain();
}

// "30" as "30 Hz"; 0 needs no unit.
std::string with_unit(const Context& ctx, ExprId value, const std::string& unit) {
  const model::Expr& expr = ctx.program.exprs[value];
  const std::string text(ctx.text(expr.span));
  if (expr.type.fits_any_dimension) return text;
  const bool needs_brackets = unit.find_first_of("*(") != std::string::npos;
  return needs_brackets ? fmt::format("{} [{}]", text, unit) : fmt::format("{} {}", text, unit);
}

class ExpectChecker {
 public:
  ExpectChecker(Context& ctx, const Env& env, const ast::Expect& item)
      : ctx_(ctx), env_(env), item_(item) {}

  model::ExpectStep check() {
    step_.value = check_expr(ctx_, env_, item_.value);
    observe(ctx_, step_.value);
    if (item_.bounds && item_.within) {
      ctx_.diags->emit(kScript, (*env_.file)[item_.within].span,
                       "bounds are their own tolerance; `within` belongs to `==`");
    } else if (item_.bounds) {
      check_interval();
    } else if (item_.within) {
      check_tolerance();
    } else {
      require_condition();
    }
    return std::move(step_);
  }

 private:
  [[nodiscard]] SourceSpan span() const { return ctx_.program.exprs[step_.value].span; }

  void check_interval() {
    const Type type = ctx_.type_of(step_.value);
    if (type.is_error()) return;
    if (!type.is_real()) {
      ctx_.diags->emit(kWrongType, span(), "a number", excerpt(ctx_, span()),
                       with_article(ctx_, type));
      return;
    }
    const ExprId low = check_number(ctx_, env_, item_.bounds->low);
    const ExprId high = check_number(ctx_, env_, item_.bounds->high);
    if (ctx_.type_of(low).is_error() || ctx_.type_of(high).is_error()) return;
    const bool fits_low = fits(ctx_, ctx_.type_of(low), type);
    const bool fits_high = fits(ctx_, ctx_.type_of(high), type);
    if (!fits_low || !fits_high) {
      report_units(type, low, high);
      return;
    }
    step_.bounds = check_bounds(ctx_, env_, *item_.bounds, excerpt(ctx_, span()), type);
  }

  void report_units(const Type& type, ExprId low, ExprId high) {
    const SourceSpan bounds = item_.bounds->span;
    // The bounds as they stand, without the word before them.
    const std::string written = fmt::format("{}{}, {}{}", item_.bounds->is_low_open ? "(" : "[",
                                            ctx_.text(ctx_.program.exprs[low].span),
                                            ctx_.text(ctx_.program.exprs[high].span),
                                            item_.bounds->is_high_open ? ")" : "]");
    auto report = ctx_.diags->emit(kExpectUnits, span(), excerpt(ctx_, span()),
                                   with_article(ctx_, type), written);
    report.label(bounds, quantity_and_unit(
                             ctx_, ctx_.type_of(fits(ctx_, ctx_.type_of(low), type) ? high : low)));
    if (!is_plain_literal(ctx_, low) || !is_plain_literal(ctx_, high)) return;
    const std::string unit = unit_of(ctx_, type);
    const std::string fixed_low = with_unit(ctx_, low, unit);
    const std::string fixed_high = with_unit(ctx_, high, unit);
    report.fix(
        fmt::format("write `[{}, {}]`", fixed_low, fixed_high),
        {{ctx_.program.exprs[low].span, fixed_low}, {ctx_.program.exprs[high].span, fixed_high}});
  }

  void check_tolerance() {
    const ExprId tolerance = check_number(ctx_, env_, item_.within);
    if (ctx_.type_of(step_.value).is_error()) return;
    const model::Binary* comparison = equality(ctx_, step_.value);
    if (comparison == nullptr) {
      ctx_.diags
          ->emit(kScript, ctx_.program.exprs[tolerance].span,
                 "`within` is the tolerance of `==`, and nothing is compared here")
          .label(span(), "a value of its own")
          .help(fmt::format("write `expect {} == … within …`, or `in [a, b]`",
                            excerpt(ctx_, span())));
      return;
    }
    const Type type = joined(ctx_.type_of(comparison->lhs), ctx_.type_of(comparison->rhs));
    if (type.is_real() && require_fit(ctx_, tolerance, "the tolerance", type)) {
      step_.within = tolerance;
    }
  }

  void require_condition() {
    const Type& type = ctx_.type_of(step_.value);
    if (type.is_error() || type.kind == model::Kind::Bool) return;
    ctx_.diags
        ->emit(kWrongType, span(), "a condition", excerpt(ctx_, span()), with_article(ctx_, type))
        .help(fmt::format("say what is expected of it: `expect {} in [a, b]`",
                          excerpt(ctx_, span())));
  }

  Context& ctx_;
  const Env& env_;
  const ast::Expect& item_;
  model::ExpectStep step_;
};

}  // namespace

void observe(Context& ctx, ExprId expr) {
  model::for_each_expr(ctx.program, expr, [&](const model::Expr& inner) {
    const auto* path = std::get_if<model::Path>(&inner.kind);
    if (path == nullptr || path->steps.empty()) return;
    const SymbolId symbol = path->steps.back().symbol;
    ctx.observed.insert(symbol);
    if (ctx.program[symbol].origin) ctx.observed.insert(ctx.program[symbol].origin);
  });
}

model::RecordStep check_record(Context& ctx, const Env& env, const ast::Record& item,
                               RecordedFiles& files) {
  model::RecordStep step;
  const ast::Expr& node = (*env.file)[ast::without_parens(*env.file, item.what)];
  if (const auto* list = std::get_if<ast::Array>(&node.kind)) {
    for (const ast::ExprId column : list->elements)
      step.what.push_back(check_column(ctx, env, column));
    if (list->elements.empty()) {
      ctx.diags->emit(kScript, node.span, "there is nothing to record in an empty list");
    }
  } else {
    step.what.push_back(check_column(ctx, env, item.what));
  }
  if (item.every) step.every = check_positive_time(ctx, env, item.every, "every");
  if (item.file) {
    check_file(ctx, item, files);
    step.file = *item.file;
  }
  return step;
}

model::ExpectStep check_expect(Context& ctx, const Env& env, const ast::Expect& item) {
  return ExpectChecker(ctx, env, item).check();
}

}  // namespace snn::sema
