#pragma once
// `solver = rkf45(tol = 1e-6)`, of a population or an experiment: how equations are integrated.
// `interpretation = stratonovich`, of a population: how noise that multiplies a state is read.

#include "compiler/sema/network/settings.h"

#include <vector>

namespace snn::sema {

/// The method's name as the setting `solver`, and its tolerance as `solver.tol`; empty after a
/// report.
[[nodiscard]] std::vector<model::SettingValue> check_method(Context& ctx, const Env& env,
                                                            const Given& given);

/// `ito` or `stratonovich` as the setting `interpretation`; empty after a report.
[[nodiscard]] std::vector<model::SettingValue> check_interpretation(Context& ctx, const Env& env,
                                                                    const Given& given);

}  // namespace snn::sema
