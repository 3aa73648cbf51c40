#pragma once
// How often cells fired: `spike_count` and `rate`.

#include "runtime/measure/observer.h"

#include <vector>

namespace snn::measure {

class Counts final : public Observer {
 public:
  enum class Of : std::uint8_t { Number, Rate };

  Counts(std::size_t n_cells, blueprint::Reduction reduction, Of of, double dt);

  void begin(std::int64_t step) override;
  void observe(std::int64_t step, std::span<const Position> fired) override;
  [[nodiscard]] double value(std::int64_t now) const override;

 private:
  std::size_t n_cells_;
  blueprint::Reduction reduction_;
  Of of_;
  double dt_;
  std::int64_t begin_ = 0;
  std::uint64_t total_ = 0;
  // Only when cells are told apart.
  std::vector<std::uint32_t> by_cell_;
};

}  // namespace snn::measure
