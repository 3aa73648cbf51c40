// Which networks a script puts to use, and its settings: the step, the seed, the solver.

#include "compiler/network/builder.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace snn::network {
namespace {

constexpr InstanceId kScript{std::size_t{0}};

class ScriptReader {
 public:
  explicit ScriptReader(Builder& builder) : builder_(builder) {}

  void read(const model::Script& script) {
    for (const model::StepId id : script) {
      match(
          builder_.program.steps[id].kind,
          [&](const model::InstanceStep& step) { add_instance(id, step); },
          [&](const model::SettingStep& step) { take(step); },
          [&](const model::SweepStep& step) {
            for (const model::SweepStep::Axis& axis : step.axes)
              bind_first(axis);
            read(step.script);
          },
          [&](const model::RepeatStep& step) { read(step.script); },
          [&](const model::AtStep& step) { read(step.script); }, [](const model::LetStep&) {},
          [](const model::RecordStep&) {}, [](const model::RunStep&) {},
          [](const model::SetStep&) {}, [](const model::DriveStep&) {},
          [](const model::BroadcastStep&) {}, [](const model::ExpectStep&) {});
    }
  }

 private:
  void add_instance(model::StepId id, const model::InstanceStep& step) {
    const model::Symbol& symbol = builder_.program[step.symbol];
    model::Bindings bindings;
    model::Bindings declared;
    for (const model::SettingValue& arg : step.args) {
      bindings[arg.target] = builder_.evaluate(kScript, arg.value, {});
      declared[arg.target] = model::evaluate(builder_.program, arg.value, {});
    }
    builder_.plan.instances.push_back({unused_path(symbol.name), step.symbol, symbol.network, id});
    builder_.bindings.push_back(std::move(bindings));
    builder_.declared.push_back(std::move(declared));
  }

  // Two blocks of one experiment may each have a `net` of their own.
  [[nodiscard]] std::string unused_path(const std::string& name) const {
    const auto is_taken = [&](const std::string& path) {
      return std::ranges::any_of(builder_.plan.instances,
                                 [&](const Instance& other) { return other.path == path; });
    };
    if (!is_taken(name)) return name;
    int n = 2;
    while (is_taken(fmt::format("{}#{}", name, n)))
      ++n;
    return fmt::format("{}#{}", name, n);
  }

  void bind_first(const model::SweepStep::Axis& axis) {
    ExprId first = axis.begin;
    if (axis.values) {
      const auto* list = std::get_if<model::ArrayValue>(&builder_.program[axis.values].kind);
      first = list != nullptr ? list->elements.front() : ExprId();
    }
    builder_.bindings[kScript][axis.symbol] = builder_.evaluate(kScript, first, {});
  }

  void take(const model::SettingStep& step) {
    Plan& plan = builder_.plan;
    const auto* text = std::get_if<model::TextLiteral>(&builder_.program[step.value].kind);
    const std::string word = text != nullptr ? text->value : "";
    if (step.name == "dt" && !plan.dt.is_given()) plan.dt = builder_.value(kScript, step.value);
    if (step.name == "seed" && !plan.seed.is_given())
      plan.seed = builder_.value(kScript, step.value);
    if (step.name == "solver") plan.method.solver = word;
    if (step.name == "solver.tol") plan.method.tolerance = builder_.value(kScript, step.value);
    if (step.name == "spike_times") plan.has_exact_spike_times = word == "exact";
    if (step.name == "precision") plan.precision = word;
  }

  Builder& builder_;
};

}  // namespace

void add_instances(Builder& builder, const model::Script& script) {
  ScriptReader(builder).read(script);
}

}  // namespace snn::network
