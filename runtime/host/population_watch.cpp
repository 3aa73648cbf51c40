#include "runtime/host/population_watch.h"

namespace snn::host {

namespace {

constexpr double kPerHz = 1000;

measure::CellSet sample_of(blueprint::PopulationId id, std::uint64_t n, std::uint64_t most) {
  const std::uint64_t step = n <= most ? 1 : (n + most - 1) / most;
  return measure::CellSet({{id, 0, n, step}});
}

}  // namespace

PopulationWatch::PopulationWatch(const blueprint::Blueprint& blueprint, const exec::Engine& engine,
                                 blueprint::PopulationId id)
    : id_(id),
      sample_(sample_of(id, engine.size(id), kMostCells)),
      intervals_(sample_.size(), blueprint::Reduction::None, measure::Intervals::Of::Variation,
                 engine.global(blueprint.dt)),
      raster_(engine.size(id), kRasterRows),
      dt_(engine.global(blueprint.dt)) {
  described_.name = blueprint.populations[id].name;
  described_.n_cells = engine.size(id);
}

void PopulationWatch::begin_run(const exec::Engine& engine) {
  began_ = engine.step();
  n_of_run_ = 0;
  intervals_.begin(began_);
  raster_.begin(began_);
}

void PopulationWatch::observe(const exec::Engine& engine) {
  const std::span<const std::uint32_t> fired = engine.fired(id_);
  if (fired.empty()) return;
  described_.n_spikes += fired.size();
  n_of_run_ += fired.size();
  fired_.clear();
  sample_.select(0, fired, fired_);
  intervals_.observe(engine.step(), fired_);
  raster_.observe(engine.step(), fired);
}

PopulationSummary PopulationWatch::summary(const exec::Engine& engine) const {
  PopulationSummary summary = described_;
  const double duration = static_cast<double>(engine.step() - began_) * dt_;
  const double cells_and_time = static_cast<double>(summary.n_cells) * duration;
  if (cells_and_time > 0) summary.rate = static_cast<double>(n_of_run_) / cells_and_time * kPerHz;
  summary.cv = intervals_.value(engine.step());
  summary.raster = raster_.columns(engine.step(), kRasterColumns);
  return summary;
}

}  // namespace snn::host
