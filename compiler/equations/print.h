#pragma once
// Update plans as text: what `snn dump --stage=equations` shows.

#include "compiler/equations/update.h"

#include <string>

namespace snn::equations {

/// One line a statement and a new value; numbers are in internal units.
[[nodiscard]] std::string print(const model::Program& program, const UpdatePlan& plan);
[[nodiscard]] std::string print(const model::Program& program, const SteadyPlan& plan);

}  // namespace snn::equations
