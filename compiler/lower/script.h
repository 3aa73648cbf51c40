#pragma once
// The experiment: what is run, recorded, changed and expected, as data and kernels that compute its
// numbers.

#include "compiler/lower/events.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

namespace snn::lower {

void write_script(Workspace& work, Numbers& numbers, Events& events);

}  // namespace snn::lower
