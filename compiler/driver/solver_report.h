#pragma once
// What `snn explain solver FILE` prints: for each model of the file, and each that its networks
// use, the method that integrates it, why, and what a step costs.

#include "compiler/driver/session.h"

#include <string>

namespace snn::driver {

/// The model takes in the expressions that the analysis makes.
[[nodiscard]] std::string solver_report(Session& session, Checked& checked);

/// What `snn dump --stage=equations FILE` prints: the arithmetic of a step of the same models.
[[nodiscard]] std::string update_report(Session& session, Checked& checked);

}  // namespace snn::driver
