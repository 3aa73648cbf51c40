#pragma once
// Machine code as a target.

#include "compiler/target/target.h"

namespace snn::cpu {

[[nodiscard]] const target::Target& the_target();

}  // namespace snn::cpu
