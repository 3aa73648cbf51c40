#include "compiler/ir/invariant.h"

#include "compiler/ir/walk.h"

#include <algorithm>

namespace snn::ir {

IdVector<ValueId, std::uint8_t> find_invariant(const Kernel& kernel) {
  bool stores_globals = false;
  for_each_inst(kernel, [&](InstId id) {
    stores_globals = stores_globals || kernel.insts[id].op == Op::StoreGlobal;
  });
  IdVector<ValueId, std::uint8_t> is_same;
  is_same.resize(kernel.values.size());
  for_each_inst(kernel, [&](InstId id) {
    const Inst& inst = kernel.insts[id];
    const bool is_of_element = inst.op == Op::Index;
    const bool is_function = info(inst.op).has(kPure) && !is_of_element;
    if (!is_function && !(inst.op == Op::LoadGlobal && !stores_globals)) return;
    const auto is_arg_same = [&](ValueId arg) { return is_same[arg] != 0; };
    if (!std::ranges::all_of(inst.args, is_arg_same)) return;
    for (const ValueId result : inst.results)
      is_same[result] = 1;
  });
  return is_same;
}

std::size_t n_invariant(const Kernel& kernel) {
  const IdVector<ValueId, std::uint8_t> is_same = find_invariant(kernel);
  std::size_t n = 0;
  for (const InstId id : kernel.body.body) {
    const Inst& inst = kernel.insts[id];
    if (inst.results.empty() || is_same[inst.results.front()] == 0) break;
    ++n;
  }
  return n;
}

}  // namespace snn::ir
