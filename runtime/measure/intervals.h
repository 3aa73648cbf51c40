#pragma once
// The time between successive spikes of a cell: `isi` and `cv_isi`.

#include "runtime/measure/observer.h"

#include <vector>

namespace snn::measure {

class Intervals final : public Observer {
 public:
  enum class Of : std::uint8_t { Length, Variation };

  /// A cell with fewer intervals has no coefficient of variation.
  static constexpr std::int64_t kFewest = 3;

  Intervals(std::size_t n_cells, blueprint::Reduction reduction, Of of, double dt);

  void begin(std::int64_t step) override;
  void observe(std::int64_t step, std::span<const Position> fired) override;
  [[nodiscard]] double value(std::int64_t now) const override;

 private:
  static constexpr std::int64_t kNever = -1;

  struct Cell {
    std::int64_t last = kNever;
    std::int64_t n = 0;
    // Welford's: the mean, and the sum of squared distances from it, in steps.
    double mean = 0;
    double squares = 0;
    std::int64_t shortest = 0;
    std::int64_t longest = 0;
  };

  [[nodiscard]] double length() const;
  [[nodiscard]] double variation() const;

  blueprint::Reduction reduction_;
  Of of_;
  double dt_;
  std::vector<Cell> cells_;
};

}  // namespace snn::measure
