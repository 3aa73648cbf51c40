// Sizes of populations, subscripts of their cells, numbers of partners: whole numbers that go
// together, for the values that are declared and for those that an experiment gives.

#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/network/cells.h"
#include "compiler/sema/network/uses.h"
#include "compiler/sema/wording.h"

#include <cmath>
#include <string>

namespace snn::sema {
namespace {

constexpr double kLargest = 2147483647;  // cells have 32-bit numbers

class SizeChecker {
 public:
  SizeChecker(Context& ctx, const NetworkUse& use, SaidOnce& said)
      : ctx_(ctx), use_(use), said_(said), network_(ctx.program.networks[use.network]) {}

  void check() {
    for (const model::PopulationDef& population : network_.populations)
      check_population(population);
    for (const model::ProjectionDef& projection : network_.projections) {
      if (projection.pairs) check_pairs(projection, *projection.pairs);
    }
    for (const model::PlaceDef& place : network_.places)
      check_grid(place);
  }

 private:
  [[nodiscard]] std::optional<double> value(ExprId expr) const {
    return model::evaluate(ctx_.program, expr, use_.bindings);
  }

  // Where the values come from, when they are not the declared ones.
  void label_use(diag::DiagBuilder& report) {
    if (!use_.instance || use_.bindings.empty()) return;
    report.label(ctx_.program[use_.instance].span, "with the values given here");
  }

  bool require_count(ExprId expr, std::string_view what) {
    const auto known = value(expr);
    if (!known) return true;
    if (*known >= 1 && *known <= kLargest && *known == std::floor(*known)) return true;
    const SourceSpan span = ctx_.program.exprs[expr].span;
    if (!said_.is_new(span, kBadSize.code)) return false;
    const std::string rule = *known > kLargest ? "; it can be at most 2147483647"
                                               : "; it must be a whole number of at least 1";
    auto report = ctx_.diags->emit(kBadSize, span, what, fmt::format("{:.12g}{}", *known, rule));
    if (*known > 1 && *known <= kLargest) {
      const std::string rounded = fmt::format("round({})", ctx_.text(span));
      report.fix(fmt::format("write `{}`", rounded), span, rounded);
    }
    label_use(report);
    return false;
  }

  void check_population(const model::PopulationDef& population) {
    const std::string& name = ctx_.program[population.symbol].name;
    const std::string what = population.dims.size() > 1 ? fmt::format("a side of `{}`", name)
                                                        : fmt::format("the size of `{}`", name);
    for (const ExprId side : population.dims)
      require_count(side, what);
  }

  // ---- pairs ------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<double> n_of(const model::EndpointRef& endpoint) const {
    return n_cells(ctx_, std::get<model::Path>(ctx_.program[endpoint.path].kind), use_.bindings);
  }

  void check_pairs(const model::ProjectionDef& projection, const model::PairsRule& pairs) {
    if (pairs.rule == "one_to_one") return check_one_to_one(projection, pairs);
    const bool counts_in = pairs.rule == "fixed_in";
    const bool counts_out = pairs.rule == "fixed_out";
    const bool counts_all = pairs.rule == "fixed_total";
    if ((!counts_in && !counts_out && !counts_all) || pairs.args.empty()) return;
    const ExprId count = pairs.args.front().value;
    if (!require_count(count, "the number of partners")) return;
    const auto n = value(count);
    if (!n || repeats(pairs)) return;
    for (const model::EndpointRef& from : projection.from) {
      for (const model::EndpointRef& to : projection.to) {
        const auto n_from = n_of(from);
        const auto n_to = n_of(to);
        const double n_self = n_excepted(from, to, pairs);
        if (counts_all) {
          if (!n_from || !n_to || *n <= *n_from * *n_to - n_self) continue;
          return report_too_many(pairs, count,
                                 fmt::format("out of {:.12g} pairs", *n_from * *n_to - n_self));
        }
        const auto& choices = counts_in ? n_from : n_to;
        if (!choices) continue;
        const double allowed = *choices - (n_self > 0 ? 1 : 0);
        if (*n <= allowed) continue;
        std::string room =
            fmt::format("{} a population of {:.12g}", counts_in ? "from" : "to", *choices);
        if (n_self > 0) room += fmt::format(" (without the cell itself: {:.12g})", allowed);
        return report_too_many(pairs, count, room);
      }
    }
  }

  // Cells that may not be their own partners; none as long as it is not known.
  [[nodiscard]] double n_excepted(const model::EndpointRef& from, const model::EndpointRef& to,
                                  const model::PairsRule& pairs) const {
    return pairs.excepts_self ? n_shared(ctx_, from, to, use_.bindings).value_or(0) : 0;
  }

  [[nodiscard]] bool repeats(const model::PairsRule& pairs) const {
    for (const model::NamedArg& arg : pairs.args) {
      if (arg.name == "multi" && value(arg.value).value_or(1) != 0) return true;
    }
    return false;
  }

  void report_too_many(const model::PairsRule& pairs, ExprId count, std::string_view room) {
    const SourceSpan span = ctx_.program.exprs[count].span;
    if (!said_.is_new(span, kTooManyPartners.code)) return;
    const std::string written = fmt::format("{}({:.12g})", pairs.rule, value(count).value_or(0));
    auto report = ctx_.diags->emit(kTooManyPartners, span, written, room);
    label_use(report);
    const std::string repeated = fmt::format("{}, multi = true", ctx_.text(span));
    report.fix("allow a pair more than once: `multi = true`", span, repeated);
  }

  void check_one_to_one(const model::ProjectionDef& projection, const model::PairsRule& pairs) {
    for (const model::EndpointRef& from : projection.from) {
      for (const model::EndpointRef& to : projection.to) {
        const auto n_from = n_of(from);
        const auto n_to = n_of(to);
        if (!n_from || !n_to || *n_from == *n_to) continue;
        if (!said_.is_new(pairs.span, kUnequalSizes.code)) return;
        auto report = ctx_.diags->emit(kUnequalSizes, pairs.span, fmt::format("{:.12g}", *n_from),
                                       fmt::format("{:.12g}", *n_to));
        report.label(ctx_.program[from.population].span, fmt::format("{:.12g} cells", *n_from));
        if (use_.bindings.empty()) {
          report.label(ctx_.program[to.population].span, fmt::format("{:.12g} cells", *n_to));
        }
        label_use(report);
        return;
      }
    }
  }

  // ---- places -----------------------------------------------------------------------------------

  void check_grid(const model::PlaceDef& place) {
    const auto* layout = std::get_if<model::IntrinsicCall>(&ctx_.program[place.layout].kind);
    if (layout == nullptr || layout->intrinsic != model::Intrinsic::Grid) return;
    double n_places = 1;
    for (const model::NamedArg& arg : layout->args) {
      if (arg.name != "nx" && arg.name != "ny") continue;
      if (!require_count(arg.value, "a side of the grid")) return;
      const auto side = value(arg.value);
      if (!side) return;
      n_places *= *side;
    }
    const auto size = size_of(ctx_, place.population, use_.bindings);
    const SourceSpan span = ctx_.program.exprs[place.layout].span;
    if (!size || *size == n_places || !said_.is_new(span, kBadSize.code)) return;
    auto report =
        ctx_.diags->emit(kBadSize, span, fmt::format("a grid of {:.12g} places", n_places),
                         fmt::format("not for `{}`, which has {:.12g} cells",
                                     ctx_.program[place.population].name, *size));
    report.label(ctx_.program[place.population].span, fmt::format("{:.12g} cells", *size));
    label_use(report);
  }

  Context& ctx_;
  const NetworkUse& use_;
  SaidOnce& said_;
  const model::NetworkDef& network_;
};

// ---- subscripts ---------------------------------------------------------------------------------

class SubscriptChecker {
 public:
  SubscriptChecker(Context& ctx, SaidOnce& said) : ctx_(ctx), said_(said) {}

  void check(ExprId root, const std::function<const model::Bindings&(const model::Path&)>& given) {
    model::for_each_expr(ctx_.program, root, [&](const model::Expr& expr) {
      const auto* path = std::get_if<model::Path>(&expr.kind);
      if (path == nullptr) return;
      for (const model::PathStep& step : path->steps)
        check_step(step, given(*path));
    });
  }

 private:
  void check_step(const model::PathStep& step, const model::Bindings& bindings) {
    const model::PopulationDef* def = ctx_.program.find_population(step.symbol);
    if (def == nullptr || step.subscripts.empty()) return;
    for (std::size_t i = 0; i < step.subscripts.size(); ++i) {
      const bool is_side = step.subscripts.size() > 1 && i < def->dims.size();
      const auto size = is_side ? model::evaluate(ctx_.program, def->dims[i], bindings)
                                : size_of(ctx_, step.symbol, bindings);
      if (size) check_subscript(step, step.subscripts[i], *size, bindings);
    }
  }

  void check_subscript(const model::PathStep& step, const model::Subscript& subscript, double size,
                       const model::Bindings& bindings) {
    const auto begin = model::evaluate(ctx_.program, subscript.begin, bindings);
    if (!subscript.end) {
      if (begin) require_cell(step, subscript.begin, *begin, size);
      return;
    }
    const auto end = model::evaluate(ctx_.program, subscript.end, bindings);
    if (!begin || !end) return;
    const SourceSpan span = source::join(ctx_.program.exprs[subscript.begin].span,
                                         ctx_.program.exprs[subscript.end].span);
    if (*begin >= *end && said_.is_new(span, kSubscriptRange.code)) {
      ctx_.diags
          ->emit(kSubscriptRange, span,
                 fmt::format("there are no cells from {:.12g} up to {:.12g}", *begin, *end))
          .note("a range leaves its end out");
      return;
    }
    if (*begin >= 0 && *end <= size) {
      require_cell(step, subscript.begin, *begin, size);
      require_cell(step, subscript.end, *end, size + 1);
    } else if (said_.is_new(span, kSubscriptRange.code)) {
      report_outside(span, step, *begin < 0 ? *begin : *end - 1, size);
    }
  }

  void require_cell(const model::PathStep& step, ExprId expr, double at, double size) {
    const SourceSpan span = ctx_.program.exprs[expr].span;
    if (at != std::floor(at)) {
      if (!said_.is_new(span, kSubscriptRange.code)) return;
      ctx_.diags->emit(kSubscriptRange, span,
                       fmt::format("cells have whole numbers; this one is {:.12g}", at));
      return;
    }
    if (at >= 0 && at < size) return;
    if (said_.is_new(span, kSubscriptRange.code)) report_outside(span, step, at, size);
  }

  void report_outside(SourceSpan span, const model::PathStep& step, double at, double size) {
    const model::Symbol& population = ctx_.program[step.symbol];
    ctx_.diags
        ->emit(kSubscriptRange, span,
               fmt::format("there is no cell {:.12g} in `{}`, which has {:.12g}; the first is 0",
                           at, population.name, size))
        .label(population.span, fmt::format("{:.12g} cells", size));
  }

  Context& ctx_;
  SaidOnce& said_;
};

}  // namespace

void check_sizes(Context& ctx, const RunUse& run, SaidOnce& said) {
  SubscriptChecker subscripts(ctx, said);
  for (const NetworkUse& use : run.networks) {
    const NetworkUse declared{use.network, {}, {}};
    SizeChecker(ctx, declared, said).check();
    SizeChecker(ctx, use, said).check();
    for_each_root(ctx.program.networks[use.network], [&](ExprId root) {
      if (root)
        subscripts.check(
            root, [&](const model::Path&) -> const model::Bindings& { return use.bindings; });
    });
  }
  if (run.experiment == nullptr) return;
  for_each_root(ctx.program, run.experiment->script, [&](ExprId root) {
    if (root)
      subscripts.check(root, [&](const model::Path& path) -> const model::Bindings& {
        return bindings_of(run, path, ctx);
      });
  });
}

}  // namespace snn::sema
