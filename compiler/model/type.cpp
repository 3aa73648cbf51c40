#include "compiler/model/type.h"

namespace snn::model {

DimTerm DimTerm::of(DimVarId unknown, int halves) {
  DimTerm term;
  if (halves != 0) term.unknowns_.push_back({unknown, halves});
  return term;
}

DimTerm DimTerm::combine(const DimTerm& other, int sign) const {
  DimTerm result(sign > 0 ? known_ * other.known_ : known_ / other.known_);
  auto mine = unknowns_.begin();
  auto theirs = other.unknowns_.begin();
  while (mine != unknowns_.end() || theirs != other.unknowns_.end()) {
    const bool only_mine = theirs == other.unknowns_.end() ||
                           (mine != unknowns_.end() && mine->unknown < theirs->unknown);
    const bool only_theirs = mine == unknowns_.end() ||
                             (theirs != other.unknowns_.end() && theirs->unknown < mine->unknown);
    if (only_mine) {
      result.unknowns_.push_back(*mine++);
    } else if (only_theirs) {
      result.unknowns_.push_back({theirs->unknown, sign * theirs->halves});
      ++theirs;
    } else {
      const int halves = mine->halves + sign * theirs->halves;
      if (halves != 0) result.unknowns_.push_back({mine->unknown, halves});
      ++mine;
      ++theirs;
    }
  }
  return result;
}

std::optional<DimTerm> DimTerm::power(int numerator, int denominator) const {
  const auto known = known_.power(numerator, denominator);
  if (!known) return std::nullopt;
  DimTerm result(*known);
  for (const Power& power : unknowns_) {
    const int scaled = power.halves * numerator;
    if (scaled % denominator != 0) return std::nullopt;
    if (scaled != 0) result.unknowns_.push_back({power.unknown, scaled / denominator});
  }
  return result;
}

}  // namespace snn::model
