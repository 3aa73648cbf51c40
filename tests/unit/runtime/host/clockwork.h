#pragma once
// A network whose every spike is known: cell c of `net.E` fires in the steps that are multiples of
// period·(c + 1), and `net.E.x` is the number of steps plus 1000 for each cell.

#include "runtime/host/run.h"
#include "tests/unit/runtime/exec/hand_made.h"

#include <string>
#include <utility>
#include <vector>

namespace snn::host {

class Clockwork {
 public:
  Clockwork() {
    e = net.population("net.E", 4);
    x = net.field(e, "net.E.x");
    net.plan.fields[x].role = blueprint::FieldRole::State;
    net.plan.fields[x].display.unit = {"mV", 1};
    period = net.number("period", 100);
    const auto mark = net.plan.populations[e].fired;
    const auto emit = net.over_cells(
        "emit", blueprint::Domain::EachCell, e, [this, mark](const snn_kernel_args& args) {
          const auto n = static_cast<std::int64_t>(exec::slot<double>(args, period));
          for (std::uint64_t c = args.begin; c < args.end; ++c) {
            const std::int64_t step = args.step + 1;
            exec::column<std::uint8_t>(args, mark)[c] =
                step % (n * static_cast<std::int64_t>(c + 1)) == 0 ? 1 : 0;
            exec::column<double>(args, x)[c] += 1;
          }
        });
    const auto init =
        net.over_cells("init", blueprint::Domain::EachCell, e, [this](const snn_kernel_args& args) {
          for (std::uint64_t c = args.begin; c < args.end; ++c)
            exec::column<double>(args, x)[c] = 1000.0 * static_cast<double>(c);
        });
    net.plan.schedule.init = {blueprint::Launch{init}};
    net.plan.schedule.step = {blueprint::Launch{emit}, blueprint::Route{e}};
  }
  Clockwork(const Clockwork&) = delete;
  Clockwork& operator=(const Clockwork&) = delete;

  /// A number that needs no computing.
  blueprint::Expression constant(double value, blueprint::Unit unit = {}) {
    blueprint::Expression expression;
    expression.result = net.number("constant", value);
    expression.unit = std::move(unit);
    return expression;
  }
  blueprint::MeasureId measure(std::string name, blueprint::MeasureKind kind,
                               blueprint::Unit unit = {},
                               blueprint::Reduction reduction = blueprint::Reduction::None) {
    const bool is_value = kind == blueprint::MeasureKind::Value;
    return net.plan.measures.add({.name = std::move(name),
                                  .kind = kind,
                                  .reduction = reduction,
                                  .of = {{.population = e, .slice = {}}},
                                  .with = {},
                                  .field = is_value ? x : blueprint::FieldId::none,
                                  .unit = std::move(unit)});
  }
  /// The present value of a measure.
  blueprint::Expression reading(blueprint::MeasureId id) {
    blueprint::Expression expression;
    expression.result = net.number("reading", 0);
    expression.measures = {{.measure = id, .result = expression.result}};
    expression.unit = net.plan.measures[id].unit;
    return expression;
  }
  /// A statement inside another.
  template <class What>
  blueprint::StepIndex inner(What what) {
    blueprint::Script& script = net.plan.script;
    const auto index = static_cast<blueprint::StepIndex>(script.steps.size());
    script.steps.push_back({.place = "m.snn:" + std::to_string(index + 1) + ":3", .what = what});
    return index;
  }
  /// The next statement of the experiment.
  template <class What>
  void add(What what) {
    net.plan.script.body.push_back(inner(std::move(what)));
  }
  void run_for(double ms) { add(blueprint::Run{constant(ms)}); }

  [[nodiscard]] Report run(const RunOptions& options = {}) const {
    return host::run(net.plan, net, options);
  }

  exec::HandMade net;
  blueprint::PopulationId e{};
  blueprint::FieldId x{};
  blueprint::GlobalId period{};
};

}  // namespace snn::host
