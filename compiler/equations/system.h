#pragma once
// The equations of one model as one system of first order: definitions put in, contributions summed
// into their inputs, spike trains and noise taken out as terms of their own.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/model/program.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::equations {

/// `factor * source` in an equation: a jump when `source` is a spike train, diffusion when it is
/// noise.
struct ImpulseTerm {
  SymbolId source;
  ExprId factor;
};

/// `d variable / dt = drift`, plus trains and noise.
struct OdeEquation {
  StateVariable variable;
  ExprId drift;
  std::vector<ImpulseTerm> jumps;
  std::vector<ImpulseTerm> diffusions;
};

struct OdeSystem {
  model::ComponentId component;
  std::vector<OdeEquation> equations;

  [[nodiscard]] std::optional<std::size_t> index_of(StateVariable variable) const;
};

/// Reads the equations, contributions and couplings of a component.
[[nodiscard]] OdeSystem system_of(Algebra& algebra, model::ComponentId component);

/// How a message names a state: `V`, `x'`.
[[nodiscard]] std::string name_of(const model::Program& program, StateVariable variable);

}  // namespace snn::equations
