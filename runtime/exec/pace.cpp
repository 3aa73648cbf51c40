#include "runtime/exec/pace.h"

namespace snn::exec {

void Pace::stop(std::int64_t n_steps) {
  if (!measures_) return;
  const double seconds = Seconds(Clock::now() - started_).count();
  n_left_ -= n_steps;
  if (n_trials_ < kTrials) (uses_all_ ? seconds_of_all_ : seconds_of_one_) += seconds;
  if (n_left_ > 0) return;
  ++n_trials_;
  if (n_trials_ < kTrials) {
    uses_all_ = !uses_all_;
    n_left_ = kTrialSteps;
    return;
  }
  if (n_trials_ == kTrials) {
    uses_all_ = seconds_of_all_ < seconds_of_one_;
    n_left_ = kSettledSteps;
    return;
  }
  // Activity may have changed: once more.
  n_trials_ = 0;
  seconds_of_all_ = 0;
  seconds_of_one_ = 0;
  uses_all_ = true;
  n_left_ = kTrialSteps;
}

}  // namespace snn::exec
