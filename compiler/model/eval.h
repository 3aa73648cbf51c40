#pragma once
// The value of an expression that needs no simulation: what the checker knows of sizes, signs and
// delays before a program runs.

#include "compiler/model/program.h"

#include <map>
#include <optional>

namespace snn::model {

/// Values of symbols, in internal units, that take the place of their defaults; none: not known.
using Bindings = std::map<SymbolId, std::optional<double>>;

/// The value in internal units (conditions are 0 or 1), or none when it depends on a state, on the
/// run, on randomness or on something whose value is not known. Parameters, constants and `let`s
/// stand at their declared values unless `bindings` says otherwise; a population's parameters, as
/// in `E.V_th`, at the values that the population gives them.
[[nodiscard]] std::optional<double> evaluate(const Program& program, ExprId expr,
                                             const Bindings& bindings);

/// The values that a population gives to parameters and states of its model. What is drawn, or
/// differs between cells, is there without a value.
[[nodiscard]] Bindings settings_of(const Program& program, const PopulationDef& population,
                                   const Bindings& bindings);

}  // namespace snn::model
