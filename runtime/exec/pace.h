#pragma once
// How many threads a network is worth: all of them, or one where they would wait for each other
// longer than they work. Measured, now and then; results do not depend on it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace snn::exec {

class Pace {
 public:
  /// Without `is_free` all of them, always.
  explicit Pace(std::size_t n_threads = 1, bool is_free = true)
      : n_threads_(n_threads), measures_(is_free && n_threads > 1) {}

  /// For the steps that come next.
  [[nodiscard]] std::size_t n_active() const { return uses_all_ ? n_threads_ : 1; }
  /// It may be another number after so many steps.
  [[nodiscard]] std::int64_t steps_until_change() const {
    return measures_ ? n_left_ : std::numeric_limits<std::int64_t>::max();
  }
  void start() { started_ = Clock::now(); }
  void stop(std::int64_t n_steps);

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;

  // One after another, all and one; then the better for a while. The fastest trial of each counts:
  // whoever else uses the machine only ever makes one slower.
  static constexpr std::int64_t kTrialSteps = 16;
  static constexpr int kTrials = 10;
  static constexpr std::int64_t kSettledSteps = 16384;

  static constexpr double kNever = std::numeric_limits<double>::infinity();

  std::size_t n_threads_;
  bool measures_;
  bool uses_all_ = true;
  int n_trials_ = 0;
  std::int64_t n_left_ = kTrialSteps;
  double seconds_of_trial_ = 0;
  double fastest_of_all_ = kNever;
  double fastest_of_one_ = kNever;
  Clock::time_point started_;
};

}  // namespace snn::exec
