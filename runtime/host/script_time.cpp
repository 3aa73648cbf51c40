// The statements that let time pass, and those that wait for their time.

#include "runtime/host/script_run.h"
#include "runtime/writers/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace snn::host {

using status::Code;
using status::Result;
using status::Status;

namespace {

// Steps are counted in i64 and computed in f64: beyond this they would not be whole.
constexpr double kMostSteps = 0x1p53;

std::string in_ms(double time) {
  std::string text;
  writers::append_number(text, time);
  return text + " ms";
}

}  // namespace

Result<std::int64_t> ScriptRun::steps_in(const blueprint::Expression& time) {
  const Result<double> value = simulation_->value_of(time);
  if (!value) return value.status();
  const double steps = std::floor(*value / simulation_->dt() + 0.5);
  if (!(*value > 0)) {
    return status::failure(Code::Input,
                           "a time must be longer than zero; this is " + in_ms(*value));
  }
  if (!(steps >= 1)) {
    return status::failure(
        Code::Input, in_ms(*value) + " is less than half a step of " + in_ms(simulation_->dt()));
  }
  if (!(steps < kMostSteps))
    return status::failure(Code::Input, in_ms(*value) + " is longer than a run can be");
  return static_cast<std::int64_t>(steps);
}

Result<std::int64_t> ScriptRun::steps_of_duration() const {
  const double steps = std::floor(*options_->duration / simulation_->dt() + 0.5);
  if (steps >= 1 && steps < kMostSteps) return static_cast<std::int64_t>(steps);
  return status::failure(Code::Input, "`--duration` must be at least one step of " +
                                          in_ms(simulation_->dt()) + "; this is " +
                                          in_ms(*options_->duration));
}

Status ScriptRun::run_for(std::int64_t n_steps) {
  simulation_->begin_run(n_steps);
  Status status = advance(n_steps);
  simulation_->end_run();
  return status;
}

Status ScriptRun::run_alone() {
  if (!options_->duration) {
    return status::failure(Code::Input,
                           "`" + blueprint_->name +
                               "` has no experiment that says how long to run; say it as in "
                               "`--duration \"500 ms\"`");
  }
  if (Status status = need_simulation(); !status) return status;
  const Result<std::int64_t> steps = steps_of_duration();
  return steps ? run_for(*steps) : steps.status();
}

Status ScriptRun::act(const blueprint::Run& step) {
  if (Status status = need_simulation(); !status) return status;
  const bool is_given = options_->duration && current_ == last_run_;
  const Result<std::int64_t> steps = is_given ? steps_of_duration() : steps_in(step.duration);
  return steps ? run_for(*steps) : steps.status();
}

Status ScriptRun::act(const blueprint::RunUntil& step) {
  if (Status status = need_simulation(); !status) return status;
  simulation_->begin_run(std::nullopt);
  Status status = status::ok();
  bool is_there = false;
  while (status.is_ok() && !is_there) {
    status = advance(1);
    if (!status) break;
    const Result<double> condition = simulation_->value_of(step.condition);
    if (!condition) status = condition.status();
    is_there = condition.is_ok() && *condition != 0;
  }
  simulation_->end_run();
  return status;
}

Status ScriptRun::advance(std::int64_t n_steps) {
  const std::int64_t end = simulation_->step() + n_steps;
  while (true) {
    if (Status status = keep_appointments(); !status) return status;
    const std::int64_t now = simulation_->step();
    if (now >= end) return status::ok();
    const std::int64_t next = std::min(end, next_appointment().value_or(end));
    if (Status status = simulation_->advance(next - now); !status) return status;
  }
}

std::optional<std::int64_t> ScriptRun::next_appointment() const {
  const auto earlier = [](const Appointment& a, const Appointment& b) { return a.step < b.step; };
  const auto next = std::min_element(appointments_.begin(), appointments_.end(), earlier);
  if (next == appointments_.end()) return std::nullopt;
  return next->step;
}

// Those of one time in the order they were made.
Status ScriptRun::keep_appointments() {
  while (next_appointment().value_or(std::numeric_limits<std::int64_t>::max()) <=
         simulation_->step()) {
    const auto due =
        std::find_if(appointments_.begin(), appointments_.end(),
                     [this](const Appointment& a) { return a.step == *next_appointment(); });
    const blueprint::StepList* steps = due->steps;
    appointments_.erase(due);
    for (const blueprint::StepIndex index : *steps) {
      if (Status status = follow(index); !status) return status;
    }
  }
  return status::ok();
}

Status ScriptRun::act(const blueprint::At& step) {
  // At 0: after everything is set up, before the first step.
  const Result<double> time = simulation_->value_of(step.time);
  if (!time) return time.status();
  const Result<std::int64_t> at = *time == 0 ? Result<std::int64_t>(0) : steps_in(step.time);
  if (!at) return at.status();
  if (*at < simulation_->step()) {
    return status::failure(Code::Input,
                           "this time has passed: " +
                               in_ms(static_cast<double>(simulation_->step()) * simulation_->dt()) +
                               " have been run; put `at` before the `run` that passes it");
  }
  appointments_.push_back({*at, &step.steps});
  return status::ok();
}

}  // namespace snn::host
