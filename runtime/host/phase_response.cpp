#include "runtime/host/phase_response.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace snn::host {

using exec::Engine;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
// The interval between the third spike and the fourth: the first ones still know how it began.
constexpr int kFirstSpike = 3;
// Who does not fire within this time (ms) does not fire.
constexpr double kLongest = 10000;

class OneCell {
 public:
  OneCell(blueprint::PopulationId population, std::uint64_t cell, const FreshNetwork& fresh,
          const std::atomic<bool>* stop)
      : population_(population), cell_(cell), fresh_(fresh), stop_(stop) {}

  void measure(blueprint::FieldId field, double amount, std::vector<double>& shifts) const {
    const std::unique_ptr<Engine> undisturbed = fresh_();
    std::optional<std::int64_t> first;
    for (int k = 0; undisturbed && k < kFirstSpike; ++k)
      first = next_spike(*undisturbed);
    const std::optional<std::int64_t> second =
        first ? next_spike(*undisturbed) : std::optional<std::int64_t>();
    for (int k = 0; k < kPhases; ++k) {
      const double phase = (k + 0.5) / kPhases;
      shifts.push_back(second ? shift(*first, *second, phase, field, amount) : kUnknown);
    }
  }

 private:
  double shift(std::int64_t first, std::int64_t second, double phase, blueprint::FieldId field,
               double amount) const {
    const std::unique_ptr<Engine> pushed = fresh_();
    if (!pushed) return kUnknown;
    const double steps = std::floor(phase * static_cast<double>(second - first));
    if (!pushed->advance(first + static_cast<std::int64_t>(steps), stop_)) return kUnknown;
    pushed->set_cell(field, cell_, pushed->cell(field, cell_) + amount);
    const std::optional<std::int64_t> spike = next_spike(*pushed);
    if (!spike) return kUnknown;
    // The length of a step, from the clock that both runs share.
    const double dt = pushed->time() / static_cast<double>(pushed->step());
    return static_cast<double>(second - *spike) * dt;
  }

  /// The step that ends with it.
  std::optional<std::int64_t> next_spike(Engine& engine) const {
    bool has_fired = false;
    const auto look = [&](const Engine& now) {
      has_fired = std::ranges::binary_search(now.fired(population_), cell_);
      return !has_fired && now.time() < kLongest;
    };
    constexpr std::int64_t kForever = std::int64_t{1} << 53U;
    if (!engine.advance(kForever, stop_, look) || !has_fired) return std::nullopt;
    return engine.step();
  }

  blueprint::PopulationId population_;
  std::uint64_t cell_;
  const FreshNetwork& fresh_;
  const std::atomic<bool>* stop_;
};

}  // namespace

std::vector<double> phase_response(const measure::CellSet& cells, blueprint::FieldId field,
                                   double amount, const FreshNetwork& fresh,
                                   const std::atomic<bool>* stop) {
  std::vector<double> shifts;
  for (measure::Position position = 0; position < cells.size(); ++position) {
    const auto [part, cell] = cells.cell(position);
    OneCell(part->population, cell, fresh, stop).measure(field, amount, shifts);
  }
  return shifts;
}

}  // namespace snn::host
