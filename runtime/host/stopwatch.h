#pragma once
// How long something took: on the clock, and of all processors together.

#include <chrono>
#include <ctime>

namespace snn::host {

struct Spent {
  double on_the_clock = 0;   // in seconds
  double of_processors = 0;  // likewise, all threads together
};

class Stopwatch {
 public:
  /// Since it was made.
  [[nodiscard]] Spent spent() const {
    const std::chrono::duration<double> passed = Clock::now() - started_;
    return {passed.count(), processor_seconds() - worked_};
  }

 private:
  using Clock = std::chrono::steady_clock;

  static double processor_seconds() {
    constexpr double kNano = 1e-9;
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + kNano * static_cast<double>(time.tv_nsec);
  }

  Clock::time_point started_ = Clock::now();
  double worked_ = processor_seconds();
};

}  // namespace snn::host
