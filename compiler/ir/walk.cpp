#include "compiler/ir/walk.h"

namespace snn::ir {

IdVector<ValueId, std::uint32_t> count_uses(const Kernel& kernel) {
  IdVector<ValueId, std::uint32_t> n_uses;
  n_uses.resize(kernel.values.size());
  for_each_inst(kernel, [&](InstId id) {
    for (const ValueId arg : kernel.insts[id].args)
      ++n_uses[arg];
  });
  return n_uses;
}

IdVector<ValueId, InstId> find_definitions(const Kernel& kernel) {
  IdVector<ValueId, InstId> definitions;
  definitions.resize(kernel.values.size());
  for_each_inst(kernel, [&](InstId id) {
    for (const ValueId result : kernel.insts[id].results)
      definitions[result] = id;
  });
  return definitions;
}

}  // namespace snn::ir
