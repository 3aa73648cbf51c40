#include "compiler/lower/script.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/edge_phase.h"
#include "compiler/lower/edge_steps.h"
#include "compiler/lower/observations.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace snn::lower {

using ir::Frame;
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
            if (has_run_) throw Unsupported("a `drive` that begins after a `run`", step.span);
          },
          [&](const model::RecordStep& s) { add(list, record(s)); },
          [&](const model::RunStep& s) { add_run(list, s); },
          [&](const model::AtStep& s) {
            has_run_ = true;
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
    has_run_ = true;
    blueprint::Expression value = observed_.expression(name_ + " run", step.value);
    if (step.is_until) {
      add(list, blueprint::RunUntil{std::move(value)});
    } else {
      add(list, blueprint::Run{std::move(value)});
    }
  }

  blueprint::Record record(const model::RecordStep& step) {
    blueprint::Record record;
    record.file = step.file;
    if (step.every) record.every = observed_.expression(name_ + " every", step.every);
    for (const ExprId what : step.what) {
      if (const auto* list = std::get_if<model::ArrayValue>(&work_.model[what].kind)) {
        for (const ExprId element : list->elements)
          record.what.push_back(observed_.recorded(element));
      } else {
        record.what.push_back(observed_.recorded(what));
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
        const auto* list = std::get_if<model::ArrayValue>(&work_.model[given.values].kind);
        if (list == nullptr) throw Unsupported("this sweep", work_.model[given.values].span);
        for (const ExprId value : list->elements)
          axis.values.push_back(observed_.expression(name_ + " value", value));
      } else {
        axis.begin = observed_.expression(name_ + " begin", given.begin);
        axis.end = observed_.expression(name_ + " end", given.end);
        axis.step = given.step ? observed_.expression(name_ + " step", given.step)
                               : observed_.constant(name_ + " step", 1);
      }
      sweep.axes.push_back(std::move(axis));
    }
    has_run_ = false;  // each point begins at the beginning
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
    for (const ExprId target : step.targets)
      change.kernels.push_back(set(target, step));
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

  KernelId set(ExprId target, const model::SetStep& step) {
    const model::Expr& expr = work_.model[target];
    const auto* path = std::get_if<model::Path>(&expr.kind);
    if (path == nullptr) throw Unsupported("this target of `set`", expr.span);
    if (const auto number = number_at(work_, numbers_, network::InstanceId(0), *path)) {
      const KernelId kernel =
          work_.add_kernel(name_ + " set", blueprint::Domain::Once, PopulationId::none);
      ir::Builder builder(work_.program, kernel);
      Expressions here(work_.model, builder, Type::F64, observed_);
      builder.store_global(*number, here.to_real(here.value(step.value)));
      return kernel;
    }
    const Observations::Place place = observed_.place_of(*path, expr);
    if (place.projection) return set_synapses(place, step, expr);
    const FieldId field = observed_.field_of(place);
    if (!blueprint::exists(field) || !place.population)
      throw Unsupported("this target of `set`", expr.span);
    const KernelId kernel = work_.add_kernel(name_ + " set", blueprint::Domain::EachCell,
                                             work_.cells[place.population].id);
    ir::Builder builder(work_.program, kernel);
    CellNames names(work_, numbers_, place.population);
    names.look_in(network::InstanceId(0));
    names.draw_from(name_, work_.streams.assign(name_));
    Expressions here(work_.model, builder, Type::F64, names);
    const auto store = [&] {
      const auto change = [&](const Position& at) {
        here.store({Frame::Self, field}, at,
                   builder.convert(here.element(step.value, at), Type::Real));
      };
      if (place.element) {
        change({.known = *place.element});
      } else {
        here.prepare(step.value);
        here.for_each_element(builder.length_of({Frame::Self, field}), change);
      }
      return std::vector<ValueId>();
    };
    const std::optional<ValueId> meant = is_in(builder, place.cells.front().slice);
    if (meant) {
      builder.branch(*meant, store, [] { return std::vector<ValueId>(); });
    } else {
      store();
    }
    return kernel;
  }

  KernelId set_synapses(const Observations::Place& place, const model::SetStep& step,
                        const model::Expr& expr) {
    const auto& homes = work_.edges[place.projection].homes;
    for (std::size_t slot = 0; slot < homes.size(); ++slot) {
      const auto home = homes[slot].find({place.variable, 0});
      if (home == homes[slot].end()) continue;
      const std::optional<blueprint::Place> where =
          home->second.is_field()
              ? std::optional(work_.blueprint().fields[home->second.field].place)
              : std::nullopt;
      const bool is_cell = where == blueprint::Place::Source || where == blueprint::Place::Target;
      EdgePhase p(work_, numbers_, place.projection, name_ + " set",
                  !where    ? blueprint::Domain::Once
                  : is_cell ? blueprint::Domain::EachCell
                            : blueprint::Domain::EachEdge,
                  where == blueprint::Place::Source   ? Seat::Source
                  : where == blueprint::Place::Target ? Seat::Target
                                                      : Seat::Edge);
      p.names_.look_in(network::InstanceId(0));
      p.names_.draw_from(name_, work_.streams.assign(name_));
      const ValueId value = p.here_.to_real(p.here_.value(step.value));
      if (where) {
        p.builder_.store(p.names_.ref(home->second.field), value);
      } else {
        p.builder_.store_global(home->second.number, value);
      }
      return p.finish();
    }
    throw Unsupported("this target of `set`", expr.span);
  }

  static std::optional<ValueId> is_in(ir::Builder& b, const blueprint::Slice& slice) {
    if (!blueprint::exists(slice.begin)) return std::nullopt;
    const ValueId cell = b.index(Frame::Self);
    const ValueId begin = b.load_global(slice.begin);
    const ValueId meant = b.op(
        Op::And, {b.op(Op::Ge, {cell, begin}), b.op(Op::Lt, {cell, b.load_global(slice.end)})});
    if (!blueprint::exists(slice.step)) return meant;
    const ValueId phase = b.op(Op::Mod, {b.op(Op::Sub, {cell, begin}), b.load_global(slice.step)});
    return b.op(Op::And, {meant, b.op(Op::Eq, {phase, b.constant_int(Type::I64, 0)})});
  }

  Workspace& work_;
  Numbers& numbers_;
  Observations observed_;
  Events& events_;
  std::optional<std::vector<KernelId>> settling_;
  std::string name_;
  std::string place_;
  /// What follows does not hold from the start.
  bool has_run_ = false;
};

}  // namespace

void write_script(Workspace& work, Numbers& numbers, Events& events) {
  if (work.network.experiment == nullptr) return;
  ScriptWriter(work, numbers, events).write(*work.network.experiment);
}

}  // namespace snn::lower
