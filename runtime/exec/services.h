#pragma once
// The functions of the runtime that kernels may call: draws that loop, linear algebra at set-up.

#include "runtime/abi/snn_abi.h"

namespace snn::exec {

[[nodiscard]] const snn_services& services();

}  // namespace snn::exec
