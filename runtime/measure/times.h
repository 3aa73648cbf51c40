#pragma once
// When cells fired first and last: `first_spike` and `last_spike`.

#include "runtime/measure/observer.h"

#include <vector>

namespace snn::measure {

class SpikeTimes final : public Observer {
 public:
  enum class Of : std::uint8_t { First, Last };

  SpikeTimes(std::size_t n_cells, blueprint::Reduction reduction, Of of, double dt);

  void begin(std::int64_t step) override;
  void observe(std::int64_t step, std::span<const Position> fired) override;
  [[nodiscard]] double value(std::int64_t now) const override;

 private:
  static constexpr std::int64_t kNever = -1;

  void note(std::int64_t& time, std::int64_t step) const {
    if (of_ == Of::Last || time == kNever) time = step;
  }

  blueprint::Reduction reduction_;
  Of of_;
  double dt_;
  // Steps; one for all cells, unless they are told apart.
  std::vector<std::int64_t> times_;
};

}  // namespace snn::measure
