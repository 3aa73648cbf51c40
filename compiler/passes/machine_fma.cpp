#include "compiler/ir/eval/number.h"
#include "compiler/ir/walk.h"
#include "compiler/passes/machine.h"

#include <algorithm>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::ValueId;

/// One block at a time, from its beginning to its end.
class FmaFormer {
 public:
  explicit FmaFormer(Kernel& kernel)
      : kernel_(kernel),
        n_uses_(ir::count_uses(kernel)),
        definition_(ir::find_definitions(kernel)) {}

  void run(Block& block) {
    std::vector<InstId> body;
    for (const InstId id : block.body) {
      form(id, block, body);
      body.push_back(id);
    }
    block.body = std::move(body);
  }

 private:
  /// The product that gives `value`, when only one instruction reads it and it is in this block.
  const Inst* product(ValueId value, const Block& block) const {
    if (n_uses_[value] != 1 || !definition_[value]) return nullptr;
    const InstId id = definition_[value];
    const Inst& inst = kernel_.insts[id];
    const bool is_here = std::ranges::find(block.body, id) != block.body.end();
    return inst.op == Op::Mul && is_here ? &inst : nullptr;
  }

  /// -value, computed just before the instruction that is being looked at.
  ValueId negated(ValueId value, std::vector<InstId>& body, const ir::Location& location) {
    const ir::Type type = kernel_.values[value].type;
    const ValueId result = kernel_.values.push_back({.type = type, .name = {}});
    Inst made{.op = Op::Neg, .args = {value}, .results = {result}, .location = location};
    if (definition_[value]) {
      const Inst& inst = kernel_.insts[definition_[value]];
      if (inst.op == Op::Const) {
        made = {.op = Op::Const,
                .results = {result},
                .attribute = -std::get<double>(inst.attribute),
                .location = location};
      }
    }
    const InstId id = kernel_.insts.push_back(std::move(made));
    body.push_back(id);
    n_uses_.resize(kernel_.values.size());
    definition_.resize(kernel_.values.size());
    definition_[result] = id;
    return result;
  }

  void form(InstId id, const Block& block, std::vector<InstId>& body) {
    const Op op = kernel_.insts[id].op;
    if (op != Op::Add && op != Op::Sub) return;
    const ValueId left = kernel_.insts[id].args[0];
    const ValueId right = kernel_.insts[id].args[1];
    if (!ir::is_float(kernel_.values[left].type)) return;
    const ir::Location location = kernel_.insts[id].location;
    if (const Inst* found = product(right, block)) {
      const ValueId b = found->args[1];
      ValueId a = found->args[0];
      if (op == Op::Sub) a = negated(a, body, location);
      become(id, {a, b, left});
    } else if (const Inst* other = product(left, block)) {
      const ValueId a = other->args[0];
      const ValueId b = other->args[1];
      become(id, {a, b, op == Op::Sub ? negated(right, body, location) : right});
    }
  }

  void become(InstId id, std::vector<ValueId> args) {
    Inst& inst = kernel_.insts[id];
    // What the product read is read by the fma now, and the product by nobody.
    for (const ValueId arg : inst.args)
      --n_uses_[arg];
    for (const ValueId arg : args)
      ++n_uses_[arg];
    inst.op = Op::Fma;
    inst.args = std::move(args);
  }

  Kernel& kernel_;
  IdVector<ValueId, std::uint32_t> n_uses_;
  IdVector<ValueId, InstId> definition_;
};

}  // namespace

void form_fma(Kernel& kernel) {
  FmaFormer former(kernel);
  ir::for_each_block(kernel, [&](Block& block) { former.run(block); });
}

}  // namespace snn::passes
