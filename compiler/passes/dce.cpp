// dce: drops what nobody reads.
//
//   %a = load self.V          |
//   %b = mul %a, %a           |   %a = load self.V
//   store self.U, %a          |   store self.U, %a
//
// An instruction stays when it writes, or when something that stays reads it. A block that writes
// nothing and gives nothing that is read goes with its `if`, `repeat` or `loop` (a `loop` may fail,
// which is writing, so it stays). The tables of the kernel are written anew, in the order of the
// text, so that dead rows do not add up.
//
// Limits: a result of an `if` that nobody reads stays while another result of it is read.

#include "compiler/ir/walk.h"
#include "compiler/passes/pass.h"

#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::ValueId;

class LiveParts {
 public:
  explicit LiveParts(const Kernel& kernel) : kernel_(kernel) {
    is_read_.resize(kernel.values.size());
    stays_.resize(kernel.insts.size());
    mark(kernel.body);
  }
  [[nodiscard]] bool stays(InstId id) const { return stays_[id]; }

 private:
  /// From the end to the beginning: whoever reads comes after whoever gives.
  void mark(const Block& block) {
    for (auto id = block.body.rbegin(); id != block.body.rend(); ++id) {
      if (!is_needed(*id)) continue;
      stays_[*id] = 1;
      const Inst& inst = kernel_.insts[*id];
      for (const ValueId arg : inst.args)
        is_read_[arg] = 1;
      for (const Block& inner : inst.blocks)
        mark(inner);
    }
  }

  [[nodiscard]] bool is_needed(InstId id) const {
    const Inst& inst = kernel_.insts[id];
    if (inst.op == Op::Yield || inst.op == Op::Loop || ir::info(inst.op).has(ir::kWrites)) {
      return true;
    }
    for (const ValueId result : inst.results) {
      if (is_read_[result]) return true;
    }
    for (const Block& block : inst.blocks) {
      for (const InstId inner : block.body) {
        if (kernel_.insts[inner].op != Op::Yield && is_needed(inner)) return true;
      }
    }
    return false;
  }

  const Kernel& kernel_;
  IdVector<ValueId, std::uint8_t> is_read_;
  IdVector<InstId, std::uint8_t> stays_;
};

/// Copies what stays into fresh tables.
class Copy {
 public:
  Copy(const Kernel& from, const LiveParts& live) : from_(from), live_(live) {
    value_.resize(from.values.size());
  }
  Kernel run() {
    to_.body = block(from_.body);
    return std::move(to_);
  }

 private:
  ValueId value(ValueId old) {
    if (!value_[old]) value_[old] = to_.values.push_back(from_.values[old]);
    return value_[old];
  }
  std::vector<ValueId> values(const std::vector<ValueId>& old) {
    std::vector<ValueId> copied;
    for (const ValueId id : old)
      copied.push_back(value(id));
    return copied;
  }
  Block block(const Block& old) {
    Block copied{.params = values(old.params), .body = {}};
    for (const InstId id : old.body) {
      if (!live_.stays(id)) continue;
      const Inst& inst = from_.insts[id];
      Inst made{.op = inst.op,
                .args = values(inst.args),
                .results = {},
                .attribute = inst.attribute,
                .blocks = {},
                .location = inst.location};
      for (const Block& inner : inst.blocks)
        made.blocks.push_back(block(inner));
      made.results = values(inst.results);
      copied.body.push_back(to_.insts.push_back(std::move(made)));
    }
    return copied;
  }

  const Kernel& from_;
  const LiveParts& live_;
  Kernel to_;
  IdVector<ValueId, ValueId> value_;
};

}  // namespace

PassResult dce(ir::Program& program, PassContext&) {
  PassResult result = PassResult::Unchanged;
  for (Kernel& kernel : program.kernels) {
    const LiveParts live(kernel);
    Kernel copied = Copy(kernel, live).run();
    const bool is_smaller =
        copied.insts.size() != kernel.insts.size() || copied.values.size() != kernel.values.size();
    if (!is_smaller) continue;
    kernel = std::move(copied);
    result = PassResult::Changed;
  }
  return result;
}

}  // namespace snn::passes
