#include "compiler/sema/dim_solver.h"

namespace snn::sema {

using model::DimTerm;
using model::DimVarId;

DimVarId DimSolver::add(bool is_rigid) {
  unknowns_.push_back({is_rigid, std::nullopt});
  return DimVarId(unknowns_.size() - 1);
}

std::optional<DimTerm> DimSolver::solution(DimVarId unknown) const {
  const auto& found = unknowns_[unknown.index].solution;
  if (!found) return std::nullopt;
  return resolve(*found);
}

// Solutions may name unknowns that were solved later, so replacing goes on until none is left.
DimTerm DimSolver::resolve(const DimTerm& term) const {
  DimTerm result = term;
  std::size_t next = 0;
  while (next < result.unknowns().size()) {
    const DimTerm::Power power = result.unknowns()[next];
    const auto& solution = unknowns_[power.unknown.index].solution;
    const auto raised = solution ? solution->power(power.halves, 2) : std::nullopt;
    if (!raised) {
      // Unsolved, or a power that is no half step: it stays as it stands.
      ++next;
      continue;
    }
    result = result.over(DimTerm::of(power.unknown, power.halves)).times(*raised);
    next = 0;
  }
  return result;
}

bool DimSolver::unify(const DimTerm& lhs, const DimTerm& rhs) {
  const DimTerm rest = resolve(lhs.over(rhs));
  if (rest.is_plain()) return true;
  bool has_flexible = false;
  for (const DimTerm::Power& power : rest.unknowns()) {
    Unknown& unknown = unknowns_[power.unknown.index];
    if (unknown.is_rigid || unknown.solution) continue;
    has_flexible = true;
    // rest = 1  =>  unknown = (the others)^(-1/power)
    const DimTerm others = rest.over(DimTerm::of(power.unknown, power.halves));
    if (const auto solved = others.power(-2, power.halves)) {
      unknown.solution = *solved;
      return true;
    }
  }
  if (has_flexible) leftovers_.push_back(rest);
  return has_flexible;
}

}  // namespace snn::sema
