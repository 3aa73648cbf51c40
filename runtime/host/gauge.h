#pragma once
// One measure of a network that runs: it is told of every step of its window, has a value at any
// time, and knows the columns it is recorded in.

#include "runtime/exec/engine.h"
#include "runtime/measure/observer.h"
#include "runtime/recording/table.h"
#include "runtime/status/status.h"

#include <memory>
#include <vector>

namespace snn::host {

/// The cells of a measure, with the sizes and the slices of this run.
status::Result<measure::CellSet> resolve(const blueprint::Blueprint& blueprint,
                                         const exec::Engine& engine,
                                         const std::vector<blueprint::Cells>& cells);

class Gauge {
 public:
  static status::Result<std::unique_ptr<Gauge>> make(const blueprint::Blueprint& blueprint,
                                                     const exec::Engine& engine,
                                                     blueprint::MeasureId id);

  [[nodiscard]] const blueprint::Measure& measure() const { return *measure_; }
  [[nodiscard]] const measure::CellSet& cells() const { return cells_; }

  /// A window begins now.
  void begin(const exec::Engine& engine);
  /// After each step.
  void observe(const exec::Engine& engine);
  /// In internal units.
  [[nodiscard]] double value(const exec::Engine& engine) const;

  /// One column: a number, or a number for each cell.
  [[nodiscard]] recording::Column column(const exec::Engine& engine) const;
  /// What belongs there now, in the unit of the measure.
  void append(const exec::Engine& engine, std::vector<double>& row) const;

  /// Rows of frequency (Hz) and density; of a psd.
  void append_spectrum(std::vector<double>& rows, const std::vector<double>& leading) const;
  /// The cells that fired in the last step: the number of the part and the cell.
  template <class Take>
  void each_spike(const exec::Engine& engine, Take take);

 private:
  Gauge(const blueprint::Blueprint& blueprint, const blueprint::Measure& measure, double dt)
      : blueprint_(&blueprint), measure_(&measure), dt_(dt) {}

  [[nodiscard]] bool is_of_cells() const;
  [[nodiscard]] std::vector<std::uint32_t> elements() const;
  /// The present values of the field.
  [[nodiscard]] std::vector<double> values(const exec::Engine& engine) const;

  const blueprint::Blueprint* blueprint_;  // not owned
  const blueprint::Measure* measure_;      // not owned
  double dt_;
  measure::CellSet cells_;
  measure::CellSet with_;
  std::unique_ptr<measure::Observer> observer_;  // null: of values
  std::vector<double> samples_;                  // of a psd
  std::vector<measure::Position> fired_;         // reused
};

template <class Take>
void Gauge::each_spike(const exec::Engine& engine, Take take) {
  for (std::size_t part = 0; part < cells_.parts().size(); ++part) {
    fired_.clear();
    cells_.select(part, engine.fired(cells_.parts()[part].population), fired_);
    for (const measure::Position position : fired_)
      take(part, cells_.cell(position).second);
  }
}

}  // namespace snn::host
