// Delays, refractory periods and the times of scripts against the step they are rounded to.

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/network/uses.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace snn::sema {
namespace {

constexpr double kRoundingError = 1e-6;  // of a step
constexpr double kDefaultDelay = 1;      // ms

/// A duration where messages point to.
struct Duration {
  double value = 0;
  Type type;
  SourceSpan span;
  std::string_view what;  // "delay"
  bool is_literal = false;
};

class TimingChecker {
 public:
  TimingChecker(Context& ctx, const RunUse& run, SaidOnce& said)
      : ctx_(ctx), run_(run), said_(said), dt_(*run.dt) {}

  void check() {
    for (const NetworkUse& use : run_.networks) {
      const model::NetworkDef& network = ctx_.program.networks[use.network];
      for (const model::ProjectionDef& projection : network.projections)
        check_projection(projection, use.bindings);
      for (const model::PopulationDef& population : network.populations)
        check_population(population, use.bindings);
    }
    if (run_.experiment != nullptr) check_script(run_.experiment->script);
  }

 private:
  [[nodiscard]] std::string step_text() const { return value_text(ctx_, dt_, run_.dt_type); }

  std::optional<Duration> duration(ExprId expr, const model::Bindings& bindings,
                                   std::string_view what) const {
    if (!expr.is_valid()) return std::nullopt;
    const auto value = model::evaluate(ctx_.program, expr, bindings);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    const model::Expr& node = ctx_.program.exprs[expr];
    return Duration{*value, node.type, node.span, what,
                    std::holds_alternative<model::Literal>(node.kind)};
  }

  [[nodiscard]] double steps_of(double value) const { return std::floor(value / dt_ + 0.5); }

  [[nodiscard]] bool is_below_step(double value) const {
    return value < dt_ * (1 - kRoundingError);
  }

  void require_on_grid(const Duration& d) {
    const double n_steps = steps_of(d.value);
    // Very long durations lose digits in the division.
    const double slack = std::max(kRoundingError, 1e-12 * n_steps);
    if (std::abs(d.value / dt_ - n_steps) <= slack || !said_.is_new(d.span, kOffGrid.code)) return;
    const std::string rounded = value_text(ctx_, n_steps * dt_, d.type);
    auto report = ctx_.diags->emit(kOffGrid, d.span, d.what, value_text(ctx_, d.value, d.type),
                                   step_text(), rounded);
    if (d.is_literal && n_steps > 0)
      report.fix(fmt::format("write `{}`", rounded), d.span, rounded);
  }

  // ---- projections ------------------------------------------------------------------------------

  [[nodiscard]] bool delivers(const model::ProjectionDef& projection) const {
    if (!projection.synapse) return false;
    const ComponentId id = ctx_.program[projection.synapse].component;
    return !ctx_.program.components[id].delivered.empty();
  }

  void check_projection(const model::ProjectionDef& projection, const model::Bindings& bindings) {
    bool has_delay = false;
    for (const model::SettingValue& setting : projection.settings) {
      const bool is_delay = setting.name == "delay";
      if (setting.target.is_valid() || (!is_delay && setting.name != "dendritic_delay")) continue;
      has_delay = has_delay || is_delay;
      if (setting.is_draw) {
        if (is_delay && delivers(projection)) check_drawn_delay(setting, bindings);
        continue;
      }
      const auto delay = duration(setting.value, bindings, setting.name);
      if (delay) check_delay(*delay, is_delay && delivers(projection));
    }
    if (has_delay || !delivers(projection)) return;
    const SourceSpan ends = ctx_.program.exprs[projection.to.front().path].span;
    const Duration implied{kDefaultDelay, time_type("ms"), ends, "delay", false};
    check_delay(implied, true);
  }

  // Of a `uniform` draw the smallest is known; that of others is seen when they are drawn.
  void check_drawn_delay(const model::SettingValue& setting, const model::Bindings& bindings) {
    const auto* call = std::get_if<model::IntrinsicCall>(&ctx_.program.exprs[setting.value].kind);
    if (call == nullptr || call->intrinsic != model::Intrinsic::Uniform || call->args.empty()) {
      return;
    }
    const auto least = duration(call->args.front().value, bindings, "the smallest drawn delay");
    if (!least || !is_below_step(least->value)) return;
    if (!said_.is_new(least->span, kShortDelay.code)) return;
    auto report = ctx_.diags->emit(kShortDelay, least->span, least->what,
                                   value_text(ctx_, least->value, least->type), step_text());
    if (least->is_literal) {
      report.fix(fmt::format("from one step on: `{}`", step_text()), least->span, step_text());
    }
  }

  void check_delay(const Duration& delay, bool carries_spikes) {
    if (delay.value < 0) {
      if (!said_.is_new(delay.span, kOutsideBounds.code)) return;
      ctx_.diags
          ->emit(kOutsideBounds, delay.span, value_text(ctx_, delay.value, delay.type),
                 "[0 ms, inf)")
          .at("nothing arrives before it was sent");
      return;
    }
    if (!carries_spikes || !is_below_step(delay.value)) {
      require_on_grid(delay);
      return;
    }
    if (!said_.is_new(delay.span, kShortDelay.code)) return;
    const std::string text = value_text(ctx_, delay.value, delay.type);
    auto report = ctx_.diags->emit(kShortDelay, delay.span, delay.what, text, step_text());
    if (delay.is_literal) {
      report.fix(fmt::format("a delay of one step: `{}`", step_text()), delay.span, step_text());
    }
    if (delay.value > 0) {
      report.help(fmt::format("use a delay of {}, or a step of at most {}", step_text(), text));
    }
  }

  // ---- populations ------------------------------------------------------------------------------

  void check_population(const model::PopulationDef& population, const model::Bindings& bindings) {
    const ComponentId id = ctx_.program[population.symbol].component;
    if (!id.is_valid()) return;
    const model::Component& component = ctx_.program.components[id];
    const model::Bindings values = model::settings_of(ctx_.program, population, bindings);
    for (const model::Handler& handler : component.handlers) {
      if (handler.kind != model::HandlerKind::Every) continue;
      auto period = duration(handler.trigger, values, "every");
      if (!period || !(period->value > 0)) continue;
      point_to_use(*period, population, handler.trigger);
      require_on_grid(*period);
    }
    if (!component.spike || !component.spike->has_refractory || component.spike->is_until) return;
    auto refractory = duration(component.spike->refractory, values, "refractory period");
    if (!refractory || !(refractory->value > 0)) return;
    point_to_use(*refractory, population, component.spike->refractory);
    if (!is_below_step(refractory->value)) {
      require_on_grid(*refractory);
      return;
    }
    if (!said_.is_new(refractory->span, kShortRefractory.code)) return;
    ctx_.diags->emit(kShortRefractory, refractory->span,
                     value_text(ctx_, refractory->value, refractory->type), step_text());
  }

  // Where the value is given: by the population, in its model, or else where the model is named.
  void point_to_use(Duration& d, const model::PopulationDef& population, ExprId expr) const {
    if (const auto* read = std::get_if<model::Read>(&ctx_.program.exprs[expr].kind)) {
      for (const model::SettingValue& setting : population.settings) {
        if (setting.target != read->symbol) continue;
        const model::Expr& value = ctx_.program.exprs[setting.value];
        d.span = value.span;
        d.type = value.type;
        d.is_literal = std::holds_alternative<model::Literal>(value.kind);
        return;
      }
    }
    if (d.span.file != population.model_span.file) d.span = population.model_span;
  }

  // ---- scripts ----------------------------------------------------------------------------------

  void check_time(ExprId expr, std::string_view what) {
    const auto known = duration(expr, {}, what);
    if (known && known->value > 0) require_on_grid(*known);
  }

  void check_script(const model::Script& script) {
    for (const model::StepId id : script) {
      const auto& kind = ctx_.program.steps[id].kind;
      if (const auto* step = std::get_if<model::RunStep>(&kind)) {
        if (!step->is_until) check_time(step->value, "run");
      }
      if (const auto* step = std::get_if<model::RecordStep>(&kind))
        check_time(step->every, "every");
      if (const auto* step = std::get_if<model::AtStep>(&kind)) {
        check_time(step->time, "at");
        check_script(step->script);
      }
      if (const auto* step = std::get_if<model::SweepStep>(&kind)) check_script(step->script);
      if (const auto* step = std::get_if<model::RepeatStep>(&kind)) check_script(step->script);
    }
  }

  Context& ctx_;
  const RunUse& run_;
  SaidOnce& said_;
  double dt_;
};

}  // namespace

void check_timing(Context& ctx, const RunUse& run, SaidOnce& said) {
  if (run.dt) TimingChecker(ctx, run, said).check();
}

}  // namespace snn::sema
