#include "compiler/sema/network/uses.h"

#include "compiler/sema/expressions.h"
#include "compiler/support/match.h"

#include <algorithm>
#include <functional>
#include <variant>

namespace snn::sema {
namespace {

constexpr double kDefaultStep = 0.1;  // ms

class UseCollector {
 public:
  explicit UseCollector(Context& ctx) : ctx_(ctx) {}

  std::vector<RunUse> collect() {
    for (const model::ExperimentDef& experiment : ctx_.program.experiments) {
      RunUse run = with_step(experiment.script);
      run.experiment = &experiment;
      if (experiment.network.is_valid()) add(run, {experiment.network, {}, {}});
      add_instances(experiment.script, run);
      runs_.push_back(std::move(run));
    }
    for (const model::TrainDef& train : ctx_.program.trainings) {
      RunUse run = with_step({});
      for (const model::SettingStep& setting : train.settings)
        take_step(setting, run);
      for (const model::InstanceStep& instance : train.instances)
        add_instance(instance, run);
      runs_.push_back(std::move(run));
    }
    add_unused();
    return std::move(runs_);
  }

 private:
  RunUse with_step(const model::Script& script) {
    RunUse run;
    run.dt = kDefaultStep;
    run.dt_type = time_type("ms");
    find_step(script, run);
    return run;
  }

  void take_step(const model::SettingStep& setting, RunUse& run) {
    if (setting.name != "dt") return;
    run.dt = model::evaluate(ctx_.program, setting.value, {});
    if (run.dt && !(*run.dt > 0)) run.dt = std::nullopt;
    run.dt_type = ctx_.type_of(setting.value);
  }

  void find_step(const model::Script& script, RunUse& run) {
    for (const model::StepId id : script) {
      const auto& kind = ctx_.program.steps[id].kind;
      if (const auto* setting = std::get_if<model::SettingStep>(&kind)) take_step(*setting, run);
      if (const auto* sweep = std::get_if<model::SweepStep>(&kind)) find_step(sweep->script, run);
      if (const auto* repeat = std::get_if<model::RepeatStep>(&kind)) {
        find_step(repeat->script, run);
      }
    }
  }

  void add_instances(const model::Script& script, RunUse& run) {
    for (const model::StepId id : script) {
      const auto& kind = ctx_.program.steps[id].kind;
      if (const auto* step = std::get_if<model::InstanceStep>(&kind)) add_instance(*step, run);
      if (const auto* sweep = std::get_if<model::SweepStep>(&kind)) {
        add_instances(sweep->script, run);
      }
      if (const auto* repeat = std::get_if<model::RepeatStep>(&kind)) {
        add_instances(repeat->script, run);
      }
    }
  }

  void add_instance(const model::InstanceStep& step, RunUse& run) {
    NetworkUse use;
    use.network = ctx_.program[step.symbol].network;
    use.instance = step.symbol;
    for (const model::SettingValue& arg : step.args)
      use.bindings[arg.target] = model::evaluate(ctx_.program, arg.value, {});
    add(run, std::move(use));
  }

  void add(RunUse& run, NetworkUse use) {
    used_.insert(use.network);
    run.networks.push_back(std::move(use));
  }

  // A network of the user's own that nothing uses yet is asked with its defaults.
  void add_unused() {
    std::set<std::uint32_t> library;
    for (const ast::Module& module : ctx_.tree.modules) {
      if (module.is_library) library.insert(module.file.source.index);
    }
    for (std::size_t i = 0; i < ctx_.program.networks.size(); ++i) {
      const model::NetworkId id(i);
      const SymbolId symbol = ctx_.program.networks[id].symbol;
      if (!symbol || used_.contains(id)) continue;
      if (library.contains(ctx_.program[symbol].span.file.index)) continue;
      RunUse run = with_step({});
      add(run, {id, {}, {}});
      runs_.push_back(std::move(run));
    }
  }

  Context& ctx_;
  std::vector<RunUse> runs_;
  std::set<model::NetworkId> used_;
};

void visit_bounds(const std::optional<model::Bounds>& bounds,
                  const std::function<void(ExprId)>& visit) {
  if (!bounds) return;
  visit(bounds->low);
  visit(bounds->high);
}

void visit_all(const std::vector<ExprId>& exprs, const std::function<void(ExprId)>& visit) {
  for (const ExprId expr : exprs)
    visit(expr);
}

void visit_drive(const model::DriveDef& drive, const std::function<void(ExprId)>& visit) {
  for (const model::EndpointRef& target : drive.targets)
    visit(target.path);
  visit(drive.value);
}

}  // namespace

const model::Bindings& bindings_of(const RunUse& run, const model::Path& path, const Context& ctx) {
  const SymbolId first = path.steps.empty() ? SymbolId() : path.steps.front().symbol;
  if (!first || ctx.program[first].kind != SymbolKind::NetworkInstance) return run.declared;
  const auto found = std::ranges::find(run.networks, first, &NetworkUse::instance);
  return found == run.networks.end() ? run.declared : found->bindings;
}

void for_each_root(const model::NetworkDef& network, const std::function<void(ExprId)>& visit) {
  for (const auto& let : network.lets)
    visit(let.value);
  for (const auto& population : network.populations) {
    visit_all(population.dims, visit);
    for (const auto& setting : population.settings)
      visit(setting.value);
  }
  for (const auto& group : network.groups) {
    for (const auto& member : group.members)
      visit(member.path);
  }
  for (const auto& projection : network.projections) {
    for (const auto* side : {&projection.from, &projection.to}) {
      for (const auto& endpoint : *side)
        visit(endpoint.path);
    }
    for (const auto& setting : projection.settings)
      visit(setting.value);
    for (const auto& injection : projection.injections)
      visit(injection.value);
  }
  for (const auto& drive : network.drives)
    visit_drive(drive, visit);
}

void for_each_root(const model::Program& program, const model::Script& script,
                   const std::function<void(ExprId)>& visit) {
  for (const model::StepId id : script) {
    match(
        program.steps[id].kind,
        [&](const model::InstanceStep& s) {
          for (const auto& arg : s.args)
            visit(arg.value);
        },
        [&](const model::SettingStep& s) { visit(s.value); },
        [&](const model::LetStep& s) { visit(s.value); },
        [&](const model::RecordStep& s) {
          visit_all(s.what, visit);
          visit(s.every);
        },
        [&](const model::RunStep& s) { visit(s.value); },
        [&](const model::AtStep& s) {
          visit(s.time);
          for_each_root(program, s.script, visit);
        },
        [&](const model::SetStep& s) {
          visit_all(s.targets, visit);
          visit(s.value);
        },
        [&](const model::DriveStep& s) { visit_drive(s.drive, visit); },
        [&](const model::BroadcastStep& s) { visit(s.value); },
        [&](const model::SweepStep& s) {
          for (const auto& axis : s.axes)
            visit_all({axis.begin, axis.end, axis.step, axis.values}, visit);
          for_each_root(program, s.script, visit);
        },
        [&](const model::RepeatStep& s) {
          visit(s.count);
          for_each_root(program, s.script, visit);
        },
        [&](const model::ExpectStep& s) {
          visit(s.value);
          visit_bounds(s.bounds, visit);
          visit(s.within);
        });
  }
}

void check_uses(Context& ctx) {
  SaidOnce said;
  for (const RunUse& run : UseCollector(ctx).collect()) {
    check_sizes(ctx, run, said);
    check_timing(ctx, run, said);
    check_recordings(ctx, run, said);
  }
  // A line with an error may well be what uses a population.
  if (!ctx.diags->has_errors()) check_idle(ctx);
}

}  // namespace snn::sema
