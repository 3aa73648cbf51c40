#pragma once
// Whether what arrives at an input moves a cell towards its spike condition or away from it.

#include "compiler/model/program.h"

namespace snn::model {

enum class Influence { Unknown, Excites, Inhibits };

/// Of positive weights or values at this input, with the values that the population gives to its
/// parameters. Unknown unless the equations leave no doubt.
[[nodiscard]] Influence influence_of(const Program& program, SymbolId population, SymbolId input);

}  // namespace snn::model
