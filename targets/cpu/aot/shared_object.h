#pragma once
// The kernels of a program as a shared object that needs nothing else: what a stand-alone simulator
// carries and loads.

#include "compiler/support/result.h"

#include <string>

namespace snn::cpu {

/// The bytes of the shared object that the object file `compile` wrote is linked to.
[[nodiscard]] Result<std::string> shared_object(const std::string& object);

}  // namespace snn::cpu
