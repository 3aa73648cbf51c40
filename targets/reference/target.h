#pragma once
// The reference as a target: slow, obvious, and right by definition.

#include "compiler/target/target.h"

namespace snn::reference {

[[nodiscard]] const target::Target& the_target();

}  // namespace snn::reference
