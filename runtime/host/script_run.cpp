#include "runtime/host/script_run.h"

#include "runtime/host/manifest.h"
#include "runtime/writers/pending_file.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::Step;
using blueprint::StepIndex;
using blueprint::StepList;
using status::Code;
using status::Result;
using status::Status;

namespace {

StepIndex last_run_of(const blueprint::Script& script) {
  StepIndex last = blueprint::kNone;
  for (StepIndex i = 0; i < script.steps.size(); ++i) {
    if (std::holds_alternative<blueprint::Run>(script.steps[i].what)) last = i;
  }
  return last;
}

}  // namespace

ScriptRun::ScriptRun(const Blueprint& blueprint, const exec::Kernels& kernels,
                     const RunOptions& options)
    : blueprint_(&blueprint),
      kernels_(&kernels),
      options_(&options),
      files_(options.directory),
      origin_(options.origin),
      settings_(options.settings),
      last_run_(last_run_of(blueprint.script)) {
  if (options.seed && exists(blueprint.seed))
    settings_.push_back({blueprint.seed, static_cast<double>(*options.seed)});
}

ScriptRun::ScriptRun(const ScriptRun& parent, const RunOptions& options, const PointSettings& point,
                     std::size_t first_point)
    : blueprint_(parent.blueprint_),
      kernels_(parent.kernels_),
      options_(&options),
      files_(options.directory, ResultFiles::When::Later),
      first_point_(first_point),
      origin_(options.origin),
      settings_(parent.settings_),
      variables_(parent.variables_),
      preparations_(parent.preparations_),
      current_(parent.current_),
      last_run_(parent.last_run_) {
  settings_.insert(settings_.end(), point.settings.begin(), point.settings.end());
  variables_.insert(variables_.end(), point.variables.begin(), point.variables.end());
}

Report ScriptRun::run() {
  const bool is_alone = blueprint_->script.name.empty() && blueprint_->script.steps.empty();
  Status status = is_alone ? run_alone() : follow(blueprint_->script.body);
  if (Status ended = end_point(); status.is_ok()) status = std::move(ended);
  // Of a run that failed the files keep `.part` behind their names: they are not what was asked.
  bool is_whole = status.is_ok() || status.code == Code::Interrupted;
  if (is_whole) {
    if (Status finished = files_.finish(); !finished) {
      status = std::move(finished);
      is_whole = false;
    }
  }
  const bool all_hold = std::all_of(report_.outcomes.begin(), report_.outcomes.end(),
                                    [](const Outcome& outcome) { return outcome.holds; });
  if (status.is_ok() && !all_hold)
    status = status::failure(Code::Expectation, "an expectation does not hold");
  report_.status = std::move(status);
  report_.directory = files_.directory();
  report_.files = files_.names();
  if (!is_whole) {
    for (std::string& file : report_.files)
      file += writers::kPartEnding;
  }
  Digest all;
  for (const Point& point : report_.points)
    all.add(std::as_bytes(std::span(point.hash)));
  report_.hash = report_.points.size() == 1 ? report_.points.front().hash : all.text();
  if (Status written = write_manifest(); !written && report_.status.is_ok())
    report_.status = std::move(written);
  return std::move(report_);
}

bool ScriptRun::is_preparation(const Step& step) {
  return std::holds_alternative<blueprint::Change>(step.what) ||
         std::holds_alternative<blueprint::Record>(step.what) ||
         std::holds_alternative<blueprint::At>(step.what);
}

Status ScriptRun::follow(const StepList& steps) {
  const std::size_t n_before = preparations_.size();
  bool has_acted = false;
  for (const StepIndex index : steps) {
    if (is_preparation(blueprint_->script.steps[index])) {
      preparations_.push_back(index);
      if (!simulation_) continue;
    }
    has_acted = true;
    if (Status status = follow(index); !status) return status;
  }
  if (!has_acted && preparations_.size() > n_before) {
    // Preparations with nothing behind them are still checked by doing them.
    if (Status status = need_simulation(); !status) return status;
  }
  preparations_.resize(n_before);
  return status::ok();
}

Status ScriptRun::follow(StepIndex index) {
  const Step& step = blueprint_->script.steps[index];
  const StepIndex outer = std::exchange(current_, index);
  Status status = std::visit([this](const auto& what) { return act(what); }, step.what);
  current_ = outer;
  if (!status && status.place.empty()) status.place = step.place;
  return status;
}

std::unique_ptr<Simulation> ScriptRun::make_simulation() const {
  return std::make_unique<Simulation>(*blueprint_, *kernels_, *options_, settings_, variables_,
                                      first_point_ + report_.points.size());
}

Status ScriptRun::need_simulation() {
  if (simulation_) return status::ok();
  simulation_ = make_simulation();
  appointments_.clear();
  if (Status status = simulation_->set_up(); !status) {
    simulation_.reset();
    return status;
  }
  if (report_.points.empty()) {
    origin_.seed = simulation_->seed();
    origin_.dt = simulation_->dt();
  }
  for (const StepIndex index : std::vector<StepIndex>(preparations_)) {
    if (Status status = follow(index); !status) return status;
  }
  return status::ok();
}

Status ScriptRun::end_point() {
  if (!simulation_) return status::ok();
  Status status = simulation_->flush();
  report_.points.push_back(simulation_->summary());
  simulation_.reset();
  return status;
}

bool ScriptRun::is_stopped() const {
  return options_->stop != nullptr && options_->stop->load(std::memory_order_relaxed);
}

Status ScriptRun::write_manifest() {
  if (!files_.is_writing()) return status::ok();
  return files_.write_text(kManifestName, manifest_of(origin_, report_));
}

Report run(const Blueprint& blueprint, const exec::Kernels& kernels, const RunOptions& options) {
  return ScriptRun(blueprint, kernels, options).run();
}

}  // namespace snn::host
