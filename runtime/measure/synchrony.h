#pragma once
// How much of the cells' variation in time they share: `synchrony`.

#include "runtime/measure/bins.h"
#include "runtime/measure/observer.h"

namespace snn::measure {

class Synchrony final : public Observer {
 public:
  Synchrony(std::size_t n_cells, double dt);

  void begin(std::int64_t step) override { bins_.begin(step); }
  void observe(std::int64_t step, std::span<const Position> fired) override {
    bins_.observe(step, fired);
  }
  [[nodiscard]] double value(std::int64_t now) const override;

 private:
  std::size_t n_cells_;
  Bins bins_;
};

}  // namespace snn::measure
