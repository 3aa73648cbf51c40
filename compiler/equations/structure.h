#pragma once
// Who depends on whom in a system: its slopes, and its blocks of equations that need one another.

#include "compiler/equations/symbolic/linear.h"
#include "compiler/equations/system.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace snn::equations {

/// Positions in `OdeSystem::equations`, smallest first.
using Block = std::vector<std::size_t>;

struct Structure {
  /// Slopes that are not zero: of equation `first` by the variable of equation `second`.
  std::map<std::pair<std::size_t, std::size_t>, ExprId> slopes;
  /// Equations that have no slope somewhere (a rounding, a remainder), so nothing is known of them.
  std::set<std::size_t> rough;
  /// What each equation reads of the system.
  std::vector<std::set<std::size_t>> reads;
  /// Each drift as a sum over all it reads of the system; none where it is not linear in that.
  std::vector<std::optional<LinearForm>> forms;
  /// The same over its own variable alone.
  std::vector<std::optional<LinearForm>> own_forms;
  /// Strongly connected blocks; each stands after what it reads.
  std::vector<Block> blocks;

  /// The system's variables that an expression reads.
  [[nodiscard]] std::set<std::size_t> variables_of(ExprId expr) const;

  const model::Program* program = nullptr;  // not owned
  const OdeSystem* system = nullptr;        // not owned
};

[[nodiscard]] Structure structure_of(Algebra& algebra, const OdeSystem& system);

/// What an equation depends on in the end, itself included.
[[nodiscard]] std::set<std::size_t> reached_from(const Structure& structure, std::size_t equation);

/// `equations` in groups between which nothing `is_joined`, directly or through others.
[[nodiscard]] std::vector<Block> connected_parts(
    const Block& equations, const std::function<bool(std::size_t, std::size_t)>& is_joined);

/// True when a slope is the same for the whole run: it reads no state, no input and no time.
[[nodiscard]] bool is_constant(const model::Program& program, ExprId slope);

}  // namespace snn::equations
