#include "runtime/exec/pace.h"

#include <algorithm>

namespace snn::exec {

void Pace::stop(std::int64_t n_steps) {
  if (!measures_) return;
  seconds_of_trial_ += Seconds(Clock::now() - started_).count();
  n_left_ -= n_steps;
  if (n_left_ > 0) return;
  if (n_trials_ < kTrials) {
    double& fastest = uses_all_ ? fastest_of_all_ : fastest_of_one_;
    fastest = std::min(fastest, seconds_of_trial_);
  }
  seconds_of_trial_ = 0;
  ++n_trials_;
  if (n_trials_ < kTrials) {
    uses_all_ = !uses_all_;
    n_left_ = kTrialSteps;
    return;
  }
  if (n_trials_ == kTrials) {
    uses_all_ = fastest_of_all_ < fastest_of_one_;
    n_left_ = kSettledSteps;
    return;
  }
  // Activity may have changed: once more.
  n_trials_ = 0;
  fastest_of_all_ = kNever;
  fastest_of_one_ = kNever;
  uses_all_ = true;
  n_left_ = kTrialSteps;
}

}  // namespace snn::exec
