#pragma once
// Where in a step the threads must meet. Every part writes only what is its own; some actions read
// what is everybody's. Between a write and such a read, in either order, lies a meeting.

#include "runtime/blueprint/blueprint.h"
#include "runtime/exec/plan.h"

namespace snn::exec {

void set_meetings(const blueprint::Blueprint& blueprint, StepPlan& plan);

}  // namespace snn::exec
