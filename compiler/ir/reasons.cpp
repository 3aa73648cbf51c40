#include "compiler/ir/reasons.h"

#include <fmt/format.h>

namespace snn::ir {

void list_reasons(Program& program) {
  program.blueprint.reasons.clear();
  for (std::size_t k = 0; k < program.kernels.size(); ++k) {
    const auto kernel = static_cast<KernelId>(k);
    const auto& insts = program.kernels[kernel].insts;
    for (std::size_t i = 0; i < insts.size(); ++i) {
      const Inst& inst = insts[InstId(i)];
      if (inst.op != Op::Require) continue;
      const Location& at = inst.location;
      program.blueprint.reasons.push_back(
          {.kernel = kernel,
           .inst = static_cast<std::uint32_t>(i),
           .text = std::get<std::string>(inst.attribute),
           .place = at.line == 0 ? std::string()
                                 : fmt::format("{}:{}:{}", at.file, at.line, at.column)});
    }
  }
}

}  // namespace snn::ir
