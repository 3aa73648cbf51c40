#pragma once
// What passes do to a kernel in place: values that stand for others, instructions that become
// others.

#include "compiler/ir/program.h"

#include <vector>

namespace snn::passes {

/// Values that stand for others. A pass that walks from the beginning to the end maps the operands
/// of each instruction before it looks at it.
class Replacements {
 public:
  explicit Replacements(const ir::Kernel& kernel) { by_.resize(kernel.values.size()); }

  void replace(ir::ValueId value, ir::ValueId by) {
    // A value may be younger than the table.
    if (value.index >= by_.size()) by_.resize(value.index + 1);
    by_[value] = by;
    is_empty_ = false;
  }
  [[nodiscard]] ir::ValueId of(ir::ValueId value) const {
    const bool is_replaced = value.index < by_.size() && by_[value];
    return is_replaced ? by_[value] : value;
  }
  void apply(ir::Inst& inst) const {
    for (ir::ValueId& arg : inst.args)
      arg = of(arg);
  }
  [[nodiscard]] bool is_empty() const { return is_empty_; }

 private:
  IdVector<ir::ValueId, ir::ValueId> by_;
  bool is_empty_ = true;
};

}  // namespace snn::passes
