#pragma once
// The equations of one model as one system of first order: definitions put in, contributions summed
// into their inputs, spike trains and noise taken out as terms of their own.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/equations/tree.h"
#include "compiler/model/program.h"

#include <cstdint>
#include <optional>
#include <set>
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

/// `spike when X >= level` with a reset of X: no trajectory goes on above the level, so methods
/// that look ahead may read X as at most that. An exponential in X then cannot overflow.
struct SpikeGuard {
  StateVariable variable;
  ExprId level;
};

/// How noise that multiplies a state is read.
enum class Calculus { Ito, Stratonovich };

/// A state of its own: one element of an array whose elements have equations of their own.
struct ArrayElement {
  SymbolId symbol;
  SymbolId array;
  std::int64_t position = 0;
};

struct OdeSystem {
  model::ComponentId component;
  std::vector<OdeEquation> equations;
  std::optional<SpikeGuard> guard;
  /// Of a cell with cables: currents along the tree are in no drift.
  std::optional<TreeSystem> tree;
  std::vector<ArrayElement> elements;
  /// Why no method can integrate it; empty when nothing stands in the way.
  std::string refusal;

  [[nodiscard]] std::optional<std::size_t> index_of(StateVariable variable) const;
};

/// Reads the equations, contributions and couplings of a component. Stratonovich's noise becomes
/// Ito's with the drift that this adds. A component with cables needs their tree.
[[nodiscard]] OdeSystem system_of(Algebra& algebra, model::ComponentId component,
                                  Calculus calculus = Calculus::Ito,
                                  const CellOnTree* cell = nullptr);

/// The system while `held` states are constants: their equations are left out.
[[nodiscard]] OdeSystem without(const OdeSystem& system, const std::set<SymbolId>& held);

/// How a message names a state: `V`, `x'`.
[[nodiscard]] std::string name_of(const model::Program& program, StateVariable variable);

}  // namespace snn::equations
