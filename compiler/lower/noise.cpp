#include "compiler/lower/noise.h"

#include <fmt/format.h>

namespace snn::lower {

using ir::Op;

namespace {

// Kernels of phases join the list later, so the draw comes before all of them.
GlobalId draw_of_all(Workspace& work, const std::string& path) {
  const auto [found, is_new] = work.shared_noise.try_emplace(path);
  if (!is_new) return found->second;
  found->second = work.blueprint().globals.add(
      {.name = path, .type = Type::F64, .role = blueprint::GlobalRole::State});
  const KernelId kernel =
      work.add_kernel(path + " draw", blueprint::Domain::Once, PopulationId::none);
  work.blueprint().schedule.step.emplace_back(blueprint::Launch{kernel});
  ir::Builder b(work.program, kernel);
  const ValueId drawn = b.op(Op::Normal, {b.constant(Type::F64, 0), b.constant(Type::F64, 1)},
                             ir::Stream{work.streams.assign(path)});
  b.store_global(found->second, drawn);
  return found->second;
}

}  // namespace

ValueId noise(Workspace& work, Expressions& here, const std::string& owner, SymbolId symbol,
              int nth) {
  std::string path = owner + "." + work.model[symbol].name;
  if (nth > 0) path += fmt::format("#{}", nth);
  const model::Variable* declared = work.model.find_variable(symbol);
  if (declared != nullptr && declared->is_shared)
    return here.to_real(here.builder().load_global(draw_of_all(work, path)));
  const auto [stream, is_new] = work.noise_streams.try_emplace(path);
  if (is_new) stream->second = work.streams.assign(path);
  return here.builder().op(Op::Normal, {here.number(0), here.number(1)},
                           ir::Stream{stream->second});
}

}  // namespace snn::lower
