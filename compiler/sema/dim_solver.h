#pragma once
// Unknown dimensions: `target` in a synapse, and those of `pre.x` and `post.x`, which a rule's own
// equations often determine before any population is known.
//
// Exponents are rational, so one equation always determines one unknown: there is no search.

#include "compiler/model/type.h"

#include <optional>
#include <vector>

namespace snn::sema {

class DimSolver {
 public:
  /// A rigid unknown (`target`) stands for every dimension at once: nothing may determine it.
  model::DimVarId add(bool is_rigid);

  /// With every solved unknown replaced.
  [[nodiscard]] model::DimTerm resolve(const model::DimTerm& term) const;
  /// Makes both equal by determining one unknown; false when they can never be equal.
  bool unify(const model::DimTerm& lhs, const model::DimTerm& rhs);
  /// What is left to be a plain number and no single unknown could absorb.
  [[nodiscard]] const std::vector<model::DimTerm>& leftovers() const { return leftovers_; }
  [[nodiscard]] std::optional<model::DimTerm> solution(model::DimVarId unknown) const;

 private:
  struct Unknown {
    bool is_rigid = false;
    std::optional<model::DimTerm> solution;
  };

  std::vector<Unknown> unknowns_;
  std::vector<model::DimTerm> leftovers_;
};

}  // namespace snn::sema
