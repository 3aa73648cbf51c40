#pragma once
// Poisson counts of a mean that all cells share: the sums of its probabilities are made once a
// call, and the search of a cell compares with them.

#include "targets/cpu/emit/code.h"
#include "targets/cpu/math/lanes.h"

namespace snn::cpu {

class PoissonTable {
 public:
  /// Writes the table before the loops over cells; `mean` is one number that is known there. There
  /// are entries only for means that inversion is for.
  PoissonTable(Code& code, llvm::Value* mean);

  /// The count whose distribution function first reaches p, in each lane: the bits of
  /// random::poisson_quantile. 0 where the table has no entries.
  [[nodiscard]] Lanes<double> quantile(Lanes<double> p) const;

  /// Whether the mean is above those of the table: one condition for all lanes.
  [[nodiscard]] Truth is_beyond() const { return is_beyond_; }

 private:
  [[nodiscard]] llvm::Value* place(llvm::IRBuilder<>& builder, llvm::Value* k) const;

  Code& code_;
  Truth is_beyond_;
  llvm::Value* sums_;
  llvm::Value* n_usual_;  // entries that most cells compare with
  llvm::Value* n_;        // entries
};

}  // namespace snn::cpu
