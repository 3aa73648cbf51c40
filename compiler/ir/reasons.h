#pragma once
// What the requirements of a program say, for the runtime, which sees no instructions.

#include "compiler/ir/program.h"

namespace snn::ir {

/// Lists every `require` in the blueprint. Passes move instructions, so this comes last.
void list_reasons(Program& program);

}  // namespace snn::ir
