#include "runtime/host/simulation.h"

#include "runtime/host/measures_read.h"
#include "runtime/host/phase_response.h"
#include "runtime/measure/reduce.h"
#include "runtime/writers/number_text.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using exec::Engine;
using status::Result;
using status::Status;

namespace {

constexpr std::chrono::milliseconds kBetweenProgress{500};
constexpr double kMsPerSecond = 1000;

exec::EngineOptions engine_options(const RunOptions& options) {
  return {.n_threads = options.n_threads,
          .pins_threads = options.pins_threads,
          .memory_limit = options.memory_limit};
}

}  // namespace

Simulation::Simulation(const Blueprint& blueprint, const exec::Kernels& kernels,
                       const RunOptions& options, const std::vector<Setting>& settings,
                       std::vector<Variable> variables, std::size_t point)
    : blueprint_(&blueprint),
      kernels_(&kernels),
      options_(&options),
      settings_(settings),
      engine_(blueprint, kernels, engine_options(options)),
      variables_(std::move(variables)),
      point_(point),
      hash_(blueprint) {
  for (const Setting& setting : settings)
    engine_.set_global(setting.global, setting.value);
}

Status Simulation::set_up() {
  const Stopwatch watch;
  if (!(dt() > 0)) {
    std::string step;
    writers::append_number(step, dt());
    return status::failure(status::Code::Input,
                           "`dt` must be longer than zero; this is " + step + " ms");
  }
  if (Status status = engine_.set_up(); !status) return status;
  set_up_ = watch.spent();
  for (const blueprint::MeasureId id : measures_read(blueprint_->script)) {
    if (blueprint_->measures[id].kind == blueprint::MeasureKind::Prc) continue;
    Result<std::unique_ptr<Gauge>> gauge = Gauge::make(*blueprint_, engine_, id);
    if (!gauge) return gauge.status();
    gauges_.emplace(id, std::move(*gauge));
  }
  for (std::size_t p = 0; p < blueprint_->populations.size(); ++p) {
    const auto id = static_cast<blueprint::PopulationId>(p);
    populations_.push_back(std::make_unique<PopulationWatch>(*blueprint_, engine_, id));
  }
  begin_run(std::nullopt);
  return status::ok();
}

std::uint64_t Simulation::seed() const {
  return exists(blueprint_->seed) ? static_cast<std::uint64_t>(engine_.global(blueprint_->seed))
                                  : 1;
}

Result<double> Simulation::value_of(const blueprint::Expression& expression) {
  return evaluate(*blueprint_, engine_, expression,
                  [this](blueprint::MeasureId id) { return read(id); });
}

double Simulation::read(blueprint::MeasureId id) {
  const blueprint::Measure& measure = blueprint_->measures[id];
  if (measure.kind == blueprint::MeasureKind::Prc) {
    const auto known = phase_responses_.find(id);
    if (known != phase_responses_.end()) return known->second;
    return phase_responses_[id] = phase_response_of(measure);
  }
  const auto gauge = gauges_.find(id);
  return gauge == gauges_.end() ? std::numeric_limits<double>::quiet_NaN()
                                : gauge->second->value(engine_);
}

double Simulation::phase_response_of(const blueprint::Measure& measure) {
  const Result<measure::CellSet> cells = resolve(*blueprint_, engine_, measure.of);
  if (!cells) return std::numeric_limits<double>::quiet_NaN();
  const auto fresh = [this] {
    auto engine = std::make_unique<Engine>(*blueprint_, *kernels_, engine_options(*options_));
    for (const Setting& setting : settings_)
      engine->set_global(setting.global, setting.value);
    if (!engine->set_up()) engine.reset();
    return engine;
  };
  return measure::reduce(
      measure.reduction,
      phase_response(*cells, measure.field, engine_.global(measure.amount), fresh, options_->stop));
}

Status Simulation::change(const std::vector<blueprint::KernelId>& kernels, bool derives) {
  for (const blueprint::KernelId kernel : kernels) {
    if (Status status = engine_.run_kernel(kernel); !status) return status;
  }
  return derives ? engine_.derive() : status::ok();
}

Status Simulation::record(const Recorder::What& what, const recording::Origin& origin,
                          ResultFiles& files) {
  Result<std::unique_ptr<Recorder>> recorder =
      Recorder::make(*blueprint_, engine_, what, variables_, origin, files);
  if (!recorder) return recorder.status();
  recorders_.push_back(std::move(*recorder));
  return status::ok();
}

void Simulation::begin_run(std::optional<std::int64_t> n_steps) {
  run_began_ = engine_.step();
  run_steps_ = n_steps;
  clock_began_ = Clock::now();
  last_told_ = clock_began_;
  for (const auto& [id, gauge] : gauges_)
    gauge->begin(engine_);
  for (const std::unique_ptr<PopulationWatch>& population : populations_)
    population->begin_run(engine_);
  for (const std::unique_ptr<Recorder>& recorder : recorders_)
    recorder->begin_run(engine_);
}

Status Simulation::advance(std::int64_t n_steps) {
  const Stopwatch watch;
  const std::int64_t most =
      options_->last_step ? std::max<std::int64_t>(*options_->last_step - step(), 0) : n_steps;
  Status status = engine_.advance(std::min(n_steps, most), options_->stop,
                                  [this](const Engine& engine) { return observe(engine); });
  if (status.is_ok() && most < n_steps)
    status = status::failure(status::Code::Interrupted, "its last step is done");
  const Spent spent = watch.spent();
  steps_.on_the_clock += spent.on_the_clock;
  steps_.of_processors += spent.of_processors;
  return recording_.is_ok() ? status : recording_;
}

bool Simulation::observe(const Engine& engine) {
  hash_.observe(engine);
  for (const auto& [id, gauge] : gauges_)
    gauge->observe(engine);
  for (const std::unique_ptr<PopulationWatch>& population : populations_)
    population->observe(engine);
  for (const std::unique_ptr<Recorder>& recorder : recorders_) {
    Status status = recorder->observe(engine);
    if (!status && recording_.is_ok()) recording_ = std::move(status);
  }
  if (options_->progress) tell_progress(engine);
  return recording_.is_ok();
}

void Simulation::tell_progress(const Engine& engine) {
  const Clock::time_point now = Clock::now();
  if (now - last_told_ < kBetweenProgress) return;
  last_told_ = now;
  const double seconds = std::chrono::duration<double>(now - clock_began_).count();
  const std::int64_t done = engine.step() - run_began_;
  const double ran = static_cast<double>(done) * dt();
  std::uint64_t n_spikes = 0;
  std::uint64_t n_cells = 0;
  for (std::size_t p = 0; p < populations_.size(); ++p) {
    n_spikes += populations_[p]->n_spikes_of_run();
    n_cells += engine.size(static_cast<blueprint::PopulationId>(p));
  }
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  const double all = run_steps_ ? static_cast<double>(*run_steps_) : kUnknown;
  const double began = static_cast<double>(run_began_) * dt();
  options_->progress(
      {.time = engine.time(),
       .end = began + all * dt(),
       .began = began,
       .slowness = seconds * kMsPerSecond / ran,
       .rate = static_cast<double>(n_spikes) / (static_cast<double>(n_cells) * ran) * kMsPerSecond,
       .seconds_left = seconds * (all / static_cast<double>(done) - 1),
       .n_bytes = n_bytes(),
       .point = point_});
}

void Simulation::end_run() {
  for (const std::unique_ptr<Recorder>& recorder : recorders_)
    recorder->end_run(engine_);
}

Status Simulation::flush() {
  Status first = recording_;
  for (const std::unique_ptr<Recorder>& recorder : recorders_) {
    Status status = recorder->flush();
    if (!status && first.is_ok()) first = std::move(status);
  }
  return first;
}

std::uint64_t Simulation::n_bytes() const {
  std::uint64_t sum = 0;
  for (const exec::MemoryRow& row : engine_.memory())
    sum += row.n_bytes;
  return sum;
}

Point Simulation::summary() {
  Point point;
  point.variables = variables_;
  point.n_steps = engine_.step();
  point.time = engine_.time();
  point.last_run_began = static_cast<double>(run_began_) * dt();
  for (const std::unique_ptr<PopulationWatch>& population : populations_)
    point.populations.push_back(population->summary(engine_));
  for (std::size_t p = 0; p < blueprint_->projections.size(); ++p)
    point.n_synapses += engine_.n_edges(static_cast<blueprint::ProjectionId>(p));
  point.n_bytes = n_bytes();
  point.set_up = set_up_;
  point.steps = steps_;
  point.hash = hash_.finish(engine_);
  return point;
}

}  // namespace snn::host
