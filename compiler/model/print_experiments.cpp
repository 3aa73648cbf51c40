#include "compiler/model/printer.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

namespace snn::model {

void Printer::print_experiment(const ExperimentDef& experiment) {
  line(experiment.is_test ? fmt::format("test \"{}\"", experiment.title)
                          : fmt::format("experiment {}", experiment.title));
  const Indent indent(*this);
  if (experiment.network.is_valid()) print_network(program_.networks[experiment.network]);
  print_script(experiment.script);
}

void Printer::print_script(const Script& script) {
  for (const StepId step : script)
    print_step(program_.steps[step].kind);
}

void Printer::print_instance(const InstanceStep& step) {
  line(fmt::format("network {} = {}", name(step.symbol), name(step.network)));
  print_settings(step.args);
}

void Printer::print_step(const StepKind& kind) {
  const auto nested = [&](const Script& script) {
    const Indent indent(*this);
    print_script(script);
  };
  match(
      kind, [&](const InstanceStep& s) { print_instance(s); },
      [&](const SettingStep& s) { line(fmt::format("{} = {}", s.name, expr(s.value))); },
      [&](const LetStep& s) { line(fmt::format("let {} = {}", name(s.symbol), expr(s.value))); },
      [&](const RecordStep& s) {
        const std::string every = s.every ? " every " + expr(s.every) : "";
        const std::string file = s.file.empty() ? "" : fmt::format(" to \"{}\"", s.file);
        line(fmt::format("record {}{}{}", exprs(s.what), every, file));
      },
      [&](const RunStep& s) {
        line(fmt::format("run {}{}", s.is_until ? "until " : "", expr(s.value)));
      },
      [&](const AtStep& s) {
        line(fmt::format("at {}", expr(s.time)));
        nested(s.script);
      },
      [&](const SetStep& s) {
        line(fmt::format("set {} {} {}", exprs(s.targets), sign_of(s.is_draw), expr(s.value)));
      },
      [&](const DriveStep& s) { print_drive(s.drive); },
      [&](const BroadcastStep& s) {
        line(s.value ? fmt::format("broadcast {}({})", name(s.event), expr(s.value))
                     : fmt::format("broadcast {}", name(s.event)));
      },
      [&](const SweepStep& s) {
        std::string axes;
        for (const SweepStep::Axis& axis : s.axes) {
          const std::string values =
              axis.values ? expr(axis.values) : subscript({axis.begin, axis.end, axis.step});
          axes += fmt::format("{}{} in {}", axes.empty() ? "" : ", ", name(axis.symbol), values);
        }
        line("sweep " + axes);
        nested(s.script);
      },
      [&](const RepeatStep& s) {
        line(fmt::format("repeat {}", expr(s.count)));
        nested(s.script);
      },
      [&](const ExpectStep& s) {
        const std::string limits = s.bounds ? " " + bounds(*s.bounds) : "";
        const std::string within = s.within ? " within " + expr(s.within) : "";
        line(fmt::format("expect {}{}{}", expr(s.value), limits, within));
      });
}

void Printer::print_training(const TrainDef& training) {
  line(fmt::format("train {}", training.name));
  const Indent indent(*this);
  for (const InstanceStep& instance : training.instances)
    print_instance(instance);
  for (const SettingStep& setting : training.settings)
    line(fmt::format("{} = {}", setting.name, expr(setting.value)));
  for (const LetDef& data : training.data)
    line(fmt::format("data {} = {}", name(data.symbol), expr(data.value)));
  for (const LetDef& let : training.lets)
    line(fmt::format("let {} = {}", name(let.symbol), expr(let.value)));
  for (const FeedDef& feed : training.feeds)
    line(fmt::format("feed {} from {}", expr(feed.target.path), expr(feed.source)));
  for (const SurrogateDef& surrogate : training.surrogates) {
    line(fmt::format("surrogate {}({}) = {}",
                     surrogate.population ? name(surrogate.population) : "of all",
                     name(surrogate.variable), expr(surrogate.value)));
  }
  line(fmt::format("loss = {}", expr(training.loss)));
  line(fmt::format("optimize {} with {}", exprs(training.parameters), expr(training.optimizer)));
}

}  // namespace snn::model
