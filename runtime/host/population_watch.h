#pragma once
// What is said about a population at the end of a run: rate, irregularity, a picture.

#include "runtime/exec/engine.h"
#include "runtime/host/report.h"
#include "runtime/measure/intervals.h"
#include "runtime/measure/raster.h"

#include <cstdint>
#include <vector>

namespace snn::host {

class PopulationWatch {
 public:
  PopulationWatch(const blueprint::Blueprint& blueprint, const exec::Engine& engine,
                  blueprint::PopulationId id);

  void begin_run(const exec::Engine& engine);
  void observe(const exec::Engine& engine);
  [[nodiscard]] PopulationSummary summary(const exec::Engine& engine) const;
  /// Spikes of the run that is under way.
  [[nodiscard]] std::uint64_t n_spikes_of_run() const { return n_of_run_; }

 private:
  // Enough for two digits of the mean; more would cost memory in large networks.
  static constexpr std::uint64_t kMostCells = 10000;
  static constexpr std::size_t kRasterRows = 16;
  static constexpr std::size_t kRasterColumns = 120;

  blueprint::PopulationId id_;
  PopulationSummary described_;
  measure::CellSet sample_;
  measure::Intervals intervals_;
  measure::Raster raster_;
  std::uint64_t n_of_run_ = 0;
  std::int64_t began_ = 0;
  double dt_;
  std::vector<measure::Position> fired_;
};

}  // namespace snn::host
