// How much a recording of variables will be: values × samples × 8 bytes, as far as they are known.

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/network/cells.h"
#include "compiler/sema/network/uses.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>

namespace snn::sema {
namespace {

constexpr double kBytesPerValue = 8;
constexpr double kManyBytes = 1e9;

class RecordingChecker {
 public:
  RecordingChecker(Context& ctx, const RunUse& run, SaidOnce& said)
      : ctx_(ctx), run_(run), said_(said) {}

  void check() { (void)run_time(run_.experiment->script, true); }

 private:
  struct Open {
    const model::RecordStep* record = nullptr;
    SourceSpan span;
    double begin = 0;
  };

  [[nodiscard]] std::optional<double> value(ExprId expr) const {
    return model::evaluate(ctx_.program, expr, {});
  }

  // The simulated time of a script; its recordings last from where they stand to its end.
  double run_time(const model::Script& script, bool reports) {
    double time = 0;
    std::vector<Open> open;
    for (const model::StepId id : script) {
      const model::ScriptStep& step = ctx_.program.steps[id];
      if (const auto* record = std::get_if<model::RecordStep>(&step.kind)) {
        open.push_back({record, step.span, time});
      }
      time += run_time_of(step, reports);
    }
    if (!reports) return time;
    for (const Open& one : open)
      check_record(*one.record, time - one.begin);
    return time;
  }

  double run_time_of(const model::ScriptStep& step, bool reports) {
    if (const auto* run = std::get_if<model::RunStep>(&step.kind)) {
      return run->is_until ? 0 : std::max(0.0, value(run->value).value_or(0));
    }
    if (const auto* repeat = std::get_if<model::RepeatStep>(&step.kind)) {
      return run_time(repeat->script, reports) * std::max(0.0, value(repeat->count).value_or(1));
    }
    // Every point of a sweep is a run of its own.
    if (const auto* sweep = std::get_if<model::SweepStep>(&step.kind)) {
      (void)run_time(sweep->script, reports);
    }
    return 0;
  }

  void check_record(const model::RecordStep& record, double time) {
    const auto every = record.every ? value(record.every) : run_.dt;
    if (!every || !(*every > 0)) return;
    for (const ExprId what : record.what) {
      const auto* path = std::get_if<model::Path>(&ctx_.program.exprs[what].kind);
      if (path == nullptr) continue;
      const auto n = n_values(*path);
      if (!n) continue;
      const double bytes = *n * (time / *every) * kBytesPerValue;
      if (bytes > kManyBytes) report(what, record, *n, *every, time, bytes);
    }
  }

  void report(ExprId what, const model::RecordStep& record, double n, double every, double time,
              double bytes) {
    const SourceSpan span = ctx_.program.exprs[what].span;
    if (!said_.is_new(span, kLargeRecording.code)) return;
    const Type time_unit = run_.dt_type;
    const Type every_type = record.every ? ctx_.type_of(record.every) : time_unit;
    Type seconds = time_unit;
    if (time >= 1000) seconds.unit = "s";
    const std::string story =
        fmt::format("{:.12g} values of `{}` every {} for {}", n, excerpt(ctx_, span),
                    value_text(ctx_, every, every_type), value_text(ctx_, time, seconds));
    ctx_.diags->emit(kLargeRecording, span, story, fmt::format("{:.3g} GB", bytes / 1e9))
        .help("record some of the cells, `[0..50]`, or less often, or a measure such as `rate`");
  }

  // Cells of a population, or synapses of a connection.
  [[nodiscard]] std::optional<double> n_values(const model::Path& path) const {
    const model::Bindings& bindings = bindings_of(run_, path, ctx_);
    for (const model::PathStep& step : path.steps) {
      if (ctx_.program[step.symbol].kind == SymbolKind::Projection) {
        return n_synapses(step.symbol, bindings);
      }
    }
    return n_cells(ctx_, path, bindings);
  }

  [[nodiscard]] std::optional<double> n_synapses(SymbolId symbol,
                                                 const model::Bindings& bindings) const {
    const auto& projections = ctx_.program.networks[ctx_.program[symbol].network].projections;
    const auto found = std::ranges::find(projections, symbol, &model::ProjectionDef::symbol);
    if (found == projections.end()) return std::nullopt;
    const auto n_from = n_of(found->from, bindings);
    const auto n_to = n_of(found->to, bindings);
    if (!n_from || !n_to) return std::nullopt;
    if (!found->pairs) return *n_from * *n_to;
    const model::PairsRule& pairs = *found->pairs;
    const auto first = [&](ExprId expr) { return model::evaluate(ctx_.program, expr, bindings); };
    if (pairs.where.is_valid() || pairs.except.is_valid()) return std::nullopt;
    if (pairs.prob) {
      const auto p = first(pairs.prob);
      return p ? std::optional(*p * *n_from * *n_to) : std::nullopt;
    }
    if (pairs.rule == "one_to_one") return *n_from;
    if (pairs.rule.empty() || pairs.rule == "all") return *n_from * *n_to;
    const auto n = pairs.args.empty() ? std::nullopt : first(pairs.args.front().value);
    if (!n) return std::nullopt;
    if (pairs.rule == "fixed_in") return *n * *n_to;
    if (pairs.rule == "fixed_out") return *n * *n_from;
    return n;
  }

  [[nodiscard]] std::optional<double> n_of(const std::vector<model::EndpointRef>& endpoints,
                                           const model::Bindings& bindings) const {
    double sum = 0;
    for (const model::EndpointRef& endpoint : endpoints) {
      const auto n =
          n_cells(ctx_, std::get<model::Path>(ctx_.program.exprs[endpoint.path].kind), bindings);
      if (!n) return std::nullopt;
      sum += *n;
    }
    return sum;
  }

  Context& ctx_;
  const RunUse& run_;
  SaidOnce& said_;
};

}  // namespace

void check_recordings(Context& ctx, const RunUse& run, SaidOnce& said) {
  if (run.experiment != nullptr) RecordingChecker(ctx, run, said).check();
}

}  // namespace snn::sema
