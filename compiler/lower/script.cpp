#include "compiler/lower/script.h"

#include "compiler/lower/edge_phase.h"
#include "compiler/lower/edge_steps.h"
#include "compiler/lower/late_drives.h"
#include "compiler/lower/lists.h"
#include "compiler/lower/observations.h"
#include "compiler/lower/set_targets.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace snn::lower {

using ir::Op;

namespace {

class ScriptWriter {
 public:
  ScriptWriter(Workspace& work, Numbers& numbers, Events& events)
      : work_(work), numbers_(numbers), observed_(work, numbers), events_(events) {}

  void write(const model::ExperimentDef& experiment) {
    script().name = experiment.title;
    script().is_test = experiment.is_test;
    blueprint::StepList body = list_of(experiment.script);
    script().body = std::move(body);
  }

 private:
  blueprint::Script& script() { return work_.blueprint().script; }

  blueprint::StepList list_of(const model::Script& steps) {
    blueprint::StepList list;
    for (const model::StepId id : steps) {
      const model::ScriptStep& step = work_.model.steps[id];
      name_ = fmt::format("step {}", script().steps.size() + 1);
      place_ = place_of(step.span);
      match(
          step.kind, [](const model::InstanceStep&) {}, [](const model::SettingStep&) {},
          [](const model::LetStep&) {},
          [&](const model::DriveStep&) {
            if (is_late(work_, id)) add(list, blueprint::Change{{write_begin(work_, id)}});
          },
          [&](const model::RecordStep& s) { add(list, record(s)); },
          [&](const model::RunStep& s) { add_run(list, s); },
          [&](const model::AtStep& s) {
            blueprint::At at{.time = observed_.expression(name_ + " time", s.time)};
            at.steps = list_of(s.script);
            add(list, std::move(at));
          },
          [&](const model::SetStep& s) { add(list, change(s)); },
          [&](const model::BroadcastStep& s) { add(list, broadcast(s)); },
          [&](const model::SweepStep& s) { add(list, sweep(s)); },
          [&](const model::RepeatStep& s) {
            blueprint::Repeat repeat{.count = observed_.expression(name_ + " count", s.count)};
            repeat.steps = list_of(s.script);
            add(list, std::move(repeat));
          },
          [&](const model::ExpectStep& s) { add(list, expect(s, step.span)); });
    }
    return list;
  }

  std::string place_of(source::SourceSpan span) const {
    const ir::Location place = work_.location_of(span);
    return fmt::format("{}:{}:{}", place.file, place.line, place.column);
  }

  template <class What>
  void add(blueprint::StepList& list, What what) {
    list.push_back(static_cast<blueprint::StepIndex>(script().steps.size()));
    script().steps.push_back({.place = place_, .what = std::move(what)});
  }

  void add_run(blueprint::StepList& list, const model::RunStep& step) {
    blueprint::Expression value = observed_.expression(name_ + " run", step.value);
    if (step.is_until) {
      add(list, blueprint::RunUntil{std::move(value)});
    } else {
      add(list, blueprint::Run{std::move(value)});
    }
  }

  void add_recorded(blueprint::Record& record, ExprId what) {
    const std::vector<blueprint::MeasureId> measures = observed_.recorded(what);
    record.what.insert(record.what.end(), measures.begin(), measures.end());
  }

  blueprint::Record record(const model::RecordStep& step) {
    blueprint::Record record;
    record.file = step.file;
    if (step.every) record.every = observed_.expression(name_ + " every", step.every);
    for (const ExprId what : step.what) {
      if (const auto* list = std::get_if<model::ArrayValue>(&work_.model[what].kind)) {
        for (const ExprId element : list->elements)
          add_recorded(record, element);
      } else {
        add_recorded(record, what);
      }
    }
    return record;
  }

  blueprint::Sweep sweep(const model::SweepStep& step) {
    blueprint::Sweep sweep;
    for (const model::SweepStep::Axis& given : step.axes) {
      blueprint::Axis axis;
      axis.variable = numbers_.global(network::InstanceId(0), given.symbol);
      if (given.values) {
        const std::size_t n = n_elements(work_, network::InstanceId(0), given.values);
        for (std::size_t k = 0; k < n; ++k)
          axis.values.push_back(observed_.element(name_ + " value", given.values, k));
      } else {
        axis.begin = observed_.expression(name_ + " begin", given.begin);
        axis.end = observed_.expression(name_ + " end", given.end);
        axis.step = given.step ? observed_.expression(name_ + " step", given.step)
                               : observed_.constant(name_ + " step", 1);
      }
      sweep.axes.push_back(std::move(axis));
    }
    sweep.steps = list_of(step.script);
    return sweep;
  }

  /// As it is written, without its first word.
  std::string text_of_expectation(source::SourceSpan span) const {
    constexpr std::string_view kWord = "expect";
    std::string_view text = work_.sources.text(span);
    if (text.starts_with(kWord)) text.remove_prefix(kWord.size());
    while (text.starts_with(' '))
      text.remove_prefix(1);
    return std::string(text);
  }

  blueprint::Expect expect(const model::ExpectStep& step, source::SourceSpan span) {
    const model::Expr& expr = work_.model[step.value];
    blueprint::Expect expect;
    expect.place = place_;
    expect.text = text_of_expectation(span);
    const std::string value = name_ + " value";
    if (step.bounds) {
      expect.value = observed_.expression(value, step.value);
      if (step.bounds->low) expect.low = observed_.expression(name_ + " low", step.bounds->low);
      if (step.bounds->high) expect.high = observed_.expression(name_ + " high", step.bounds->high);
      expect.is_low_open = step.bounds->is_low_open;
      expect.is_high_open = step.bounds->is_high_open;
      return expect;
    }
    const auto* b = std::get_if<model::Binary>(&expr.kind);
    const bool is_comparison =
        b != nullptr && b->op >= model::BinaryOp::Lt && b->op <= model::BinaryOp::Eq;
    if (!is_comparison) {
      expect.value = observed_.expression(value, step.value);
      expect.low = observed_.constant(name_ + " low", 1);
      expect.high = observed_.constant(name_ + " high", 1);
      return expect;
    }
    expect.value = observed_.expression(value, b->lhs);
    const bool is_below = b->op == model::BinaryOp::Lt || b->op == model::BinaryOp::Le;
    const bool is_above = b->op == model::BinaryOp::Gt || b->op == model::BinaryOp::Ge;
    if (is_below) expect.high = observed_.expression(name_ + " high", b->rhs);
    if (is_above) expect.low = observed_.expression(name_ + " low", b->rhs);
    expect.is_high_open = b->op == model::BinaryOp::Lt;
    expect.is_low_open = b->op == model::BinaryOp::Gt;
    if (is_below || is_above) return expect;
    if (step.within) {
      expect.low = observed_.combined(name_ + " low", Op::Sub, b->rhs, step.within);
      expect.high = observed_.combined(name_ + " high", Op::Add, b->rhs, step.within);
    } else {
      expect.low = observed_.expression(name_ + " low", b->rhs);
      expect.high = observed_.expression(name_ + " high", b->rhs);
    }
    return expect;
  }

  // ---- broadcast
  // ----------------------------------------------------------------------------------

  blueprint::Broadcast broadcast(const model::BroadcastStep& step) {
    const Events::Listeners& listeners = events_.heard(step.event, Moment::Between);
    return {.event = work_.model[step.event].name,
            .value = observed_.value_into(listeners.event.value, name_ + " value", step.value),
            .handlers = listeners.kernels};
  }

  // ---- set --------------------------------------------------------------------------------------

  blueprint::Change change(const model::SetStep& step) {
    blueprint::Change change{settling()};
    for (const ExprId target : step.targets) {
      const std::vector<KernelId> kernels =
          write_set(work_, numbers_, observed_, name_, target, step);
      change.kernels.insert(change.kernels.end(), kernels.begin(), kernels.end());
    }
    return change;
  }

  // States that wait for events follow the numbers of before up to now.
  const std::vector<KernelId>& settling() {
    if (settling_) return *settling_;
    settling_.emplace();
    for (std::size_t k = 0; k < work_.network.projections.size(); ++k) {
      const std::vector<KernelId> kernels =
          write_settling(work_, numbers_, network::ProjectionId(k));
      settling_->insert(settling_->end(), kernels.begin(), kernels.end());
    }
    return *settling_;
  }

  Workspace& work_;
  Numbers& numbers_;
  Observations observed_;
  Events& events_;
  std::optional<std::vector<KernelId>> settling_;
  std::string name_;
  std::string place_;
};

}  // namespace

void write_script(Workspace& work, Numbers& numbers, Events& events) {
  if (work.network.experiment == nullptr) return;
  ScriptWriter(work, numbers, events).write(*work.network.experiment);
}

}  // namespace snn::lower
