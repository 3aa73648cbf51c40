// The statements that happen at one instant: record, change, broadcast, expect.

#include "runtime/host/script_run.h"
#include "runtime/writers/writer.h"

#include <limits>
#include <string>

namespace snn::host {

using status::Result;
using status::Status;

Status ScriptRun::act(const blueprint::Record& step) {
  if (!files_.is_writing()) return status::ok();
  Recorder::What what;
  if (step.every) {
    const Result<std::int64_t> every = steps_in(*step.every);
    if (!every) return every.status();
    what.every = *every;
  }
  what.owner = std::uint64_t{current_} << 32U;
  if (!step.file.empty()) {
    what.measures = step.what;
    what.file = step.file;
    return simulation_->record(what, origin_, files_);
  }
  // Without a file of the user's choice each measure has one of its own.
  for (const blueprint::MeasureId id : step.what) {
    ++what.owner;
    what.measures = {id};
    what.file = file_name_of(blueprint_->measures[id].name);
    what.file += writers::kDefaultEnding;
    if (Status status = simulation_->record(what, origin_, files_); !status) return status;
  }
  return status::ok();
}

Status ScriptRun::act(const blueprint::Change& step) {
  return simulation_->change(step.kernels, true);
}

Status ScriptRun::act(const blueprint::Broadcast& step) {
  if (Status status = need_simulation(); !status) return status;
  if (is_given(step.value)) {
    const Result<double> value = simulation_->value_of(step.value);
    if (!value) return value.status();
  }
  return simulation_->change(step.handlers, false);
}

Status ScriptRun::act(const blueprint::Expect& step) {
  if (Status status = need_simulation(); !status) return status;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto value_or = [this](const blueprint::Expression& expression,
                               double otherwise) -> Result<double> {
    if (!is_given(expression)) return otherwise;
    return simulation_->value_of(expression);
  };
  const Result<double> value = simulation_->value_of(step.value);
  if (!value) return value.status();
  const Result<double> low = value_or(step.low, -kInfinity);
  if (!low) return low.status();
  const Result<double> high = value_or(step.high, kInfinity);
  if (!high) return high.status();
  // A NaN fails every comparison.
  const bool is_above = step.is_low_open ? *value > *low : *value >= *low;
  const bool is_below = step.is_high_open ? *value < *high : *value <= *high;
  const double factor = step.value.unit.factor;
  report_.outcomes.push_back({.text = step.text,
                              .place = step.place,
                              .holds = is_above && is_below,
                              .value = *value / factor,
                              .low = *low / factor,
                              .high = *high / factor,
                              .is_low_open = step.is_low_open,
                              .is_high_open = step.is_high_open,
                              .unit = step.value.unit.spelling,
                              .variables = simulation_->variables()});
  return status::ok();
}

}  // namespace snn::host
