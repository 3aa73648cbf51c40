// Sweeps and rounds: points, each with a simulation of its own.

#include "runtime/host/script_run.h"

#include <cmath>
#include <string>

namespace snn::host {

using status::Code;
using status::Result;
using status::Status;

namespace {

constexpr double kMostPoints = 1e7;

}  // namespace

Result<double> ScriptRun::number(const blueprint::Expression& expression) {
  if (simulation_) return simulation_->value_of(expression);
  const std::unique_ptr<Simulation> numbers = make_simulation();
  if (Status status = numbers->derive_numbers(); !status) return status;
  return numbers->value_of(expression);
}

Result<std::vector<double>> ScriptRun::values_of(const blueprint::Axis& axis) {
  std::vector<double> values;
  if (!axis.values.empty()) {
    for (const blueprint::Expression& expression : axis.values) {
      const Result<double> value = number(expression);
      if (!value) return value.status();
      values.push_back(*value);
    }
    return values;
  }
  const Result<double> begin = number(axis.begin);
  if (!begin) return begin.status();
  const Result<double> end = number(axis.end);
  if (!end) return end.status();
  const Result<double> step = number(axis.step);
  if (!step) return step.status();
  const double last = std::round((*end - *begin) / *step);
  if (!(last >= 0 && last < kMostPoints)) {
    return status::failure(
        Code::Input, "the range of `" + blueprint_->globals[axis.variable].name +
                         "` has no end: its step does not lead from the first value to the last");
  }
  for (double k = 0; k <= last; ++k)
    values.push_back(*begin + k * *step);
  return values;
}

// The last axis turns fastest.
Status ScriptRun::act(const blueprint::Sweep& step) {
  std::vector<PointSettings> points(1);
  for (const blueprint::Axis& axis : step.axes) {
    const Result<std::vector<double>> values = values_of(axis);
    if (!values) return values.status();
    if (static_cast<double>(points.size() * values->size()) > kMostPoints)
      return status::failure(Code::Input, "a sweep of more than ten million points");
    const blueprint::Global& global = blueprint_->globals[axis.variable];
    std::vector<PointSettings> finer;
    for (const PointSettings& point : points) {
      for (const double value : *values) {
        finer.push_back(point);
        finer.back().settings.push_back({axis.variable, value});
        finer.back().variables.push_back({.name = global.name,
                                          .value = value / global.display.unit.factor,
                                          .unit = global.display.unit.spelling});
      }
    }
    points = std::move(finer);
  }
  return run_points(points, step.steps);
}

Status ScriptRun::act(const blueprint::Repeat& step) {
  const Result<double> count = number(step.count);
  if (!count) return count.status();
  if (!(*count >= 0 && *count < kMostPoints && *count == std::floor(*count)))
    return status::failure(Code::Input, "the number of rounds must be a whole number");
  // What is under way goes on; else each round is a simulation of its own.
  if (simulation_) {
    for (double round = 0; round < *count; ++round) {
      if (Status status = follow(step.steps); !status) return status;
    }
    return status::ok();
  }
  const blueprint::GlobalId seed = blueprint_->seed;
  double first = exists(seed) ? blueprint_->globals[seed].value : 0;
  for (const Setting& setting : settings_) {
    if (setting.global == seed) first = setting.value;
  }
  std::vector<PointSettings> rounds;
  for (double round = 0; round < *count; ++round) {
    PointSettings& point = rounds.emplace_back();
    if (exists(seed)) point.settings = {{seed, first + round}};
    point.variables = {{.name = "round", .value = round, .unit = ""}};
  }
  return run_points(rounds, step.steps);
}

}  // namespace snn::host
