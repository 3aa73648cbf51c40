#pragma once
// What the exit code of `snn` says.

#include "runtime/status/exit_code.h"

namespace snn::cli {

using status::exit_code_of;
using status::kDoesNotFit;
using status::kInternal;
using status::kInterrupted;
using status::kModel;
using status::kNumerical;
using status::kOk;
using status::kUsage;

}  // namespace snn::cli
