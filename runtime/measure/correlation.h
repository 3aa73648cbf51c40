#pragma once
// How alike the spike counts of different cells vary: `correlation`.

#include "runtime/measure/bins.h"
#include "runtime/measure/observer.h"

#include <utility>
#include <vector>

namespace snn::measure {

class Correlation final : public Observer {
 public:
  /// Within one set when `with` is empty.
  Correlation(const CellSet& of, const CellSet& with, double dt);

  void begin(std::int64_t step) override { bins_.begin(step); }
  void observe(std::int64_t step, std::span<const Position> fired) override {
    bins_.observe(step, fired);
  }
  [[nodiscard]] double value(std::int64_t now) const override;

 private:
  std::size_t n_of_;
  std::size_t n_with_;
  // Positions of one cell in both sets.
  std::vector<std::pair<Position, Position>> shared_;
  Bins bins_;
};

}  // namespace snn::measure
