// hoist_invariant: what is the same for all elements comes first.
//
//   %V = load self.V              |   %tau = load_global tau : f64
//   %tau = load_global tau : f64  |   %r = div %one, %tau
//   %r = div %one, %tau           |   %V = load self.V
//   %x = mul %V, %r               |   %x = mul %V, %r
//
// Such instructions leave the blocks they stand in and go, in their order, to the beginning of the
// kernel, where `ir::n_invariant` finds how many there are: a target computes them once per launch.
// They are pure, so computing one that no element would have reached changes nothing. Linear
// algebra stays where it is, being dear.
//
// Limits: nothing moves in kernels that run once, which have one element, or that change globals.

#include "compiler/ir/invariant.h"
#include "compiler/passes/pass.h"

#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;

class Hoister {
 public:
  explicit Hoister(Kernel& kernel) : kernel_(kernel), is_same_(ir::find_invariant(kernel)) {}

  bool run() {
    const std::vector<InstId> before = kernel_.body.body;
    strip(kernel_.body);
    head_.insert(head_.end(), kernel_.body.body.begin(), kernel_.body.body.end());
    kernel_.body.body = std::move(head_);
    return kernel_.body.body != before;
  }

 private:
  void strip(Block& block) {
    std::vector<InstId> rest;
    for (const InstId id : block.body) {
      Inst& inst = kernel_.insts[id];
      const bool is_matrix = inst.op == ir::Op::MatrixExponential || inst.op == ir::Op::Solve;
      const bool is_same = inst.results.size() == 1 && is_same_[inst.results.front()] != 0;
      // What an instruction that stays gives is not at hand at the beginning.
      if (is_matrix) forget(inst);
      if (is_same && !is_matrix && has_hoisted_args(inst)) {
        head_.push_back(id);
        continue;
      }
      forget(inst);
      for (Block& inner : inst.blocks)
        strip(inner);
      rest.push_back(id);
    }
    block.body = std::move(rest);
  }

  void forget(const Inst& inst) {
    for (const ir::ValueId result : inst.results)
      is_same_[result] = 0;
  }
  [[nodiscard]] bool has_hoisted_args(const Inst& inst) const {
    for (const ir::ValueId arg : inst.args) {
      if (is_same_[arg] == 0) return false;
    }
    return true;
  }

  Kernel& kernel_;
  IdVector<ir::ValueId, std::uint8_t> is_same_;
  std::vector<InstId> head_;
};

}  // namespace

PassResult hoist_invariant(ir::Program& program, PassContext&) {
  bool has_changed = false;
  for (std::size_t i = 0; i < program.kernels.size(); ++i) {
    const auto id = static_cast<ir::KernelId>(i);
    if (program.blueprint.kernels[id].domain == blueprint::Domain::Once) continue;
    has_changed = Hoister(program.kernels[id]).run() || has_changed;
  }
  return has_changed ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
