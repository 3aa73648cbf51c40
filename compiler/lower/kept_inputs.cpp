#include "compiler/lower/kept_inputs.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/display.h"

#include <algorithm>

namespace snn::lower {

namespace {

std::string name_of(const Workspace& work, network::PopulationId id, SymbolId input) {
  return work.network.populations[id].path + "." + work.model[input].name + " kept";
}

}  // namespace

FieldId kept_input(Workspace& work, network::PopulationId id, SymbolId input) {
  CellRow& row = work.cells[id];
  const auto [found, is_new] = row.kept.try_emplace(input);
  if (is_new)
    found->second = work.add_field({.name = name_of(work, id, input),
                                    .type = Type::Real,
                                    .role = blueprint::FieldRole::State,
                                    .population = row.id,
                                    .display = display_of(work.model, work.model[input].type)});
  return found->second;
}

void write_kept_inputs(Workspace& work, Numbers& numbers) {
  blueprint::Schedule& schedule = work.blueprint().schedule;
  for (std::size_t k = 0; k < work.cells.size(); ++k) {
    const network::PopulationId id(k);
    const CellRow& row = work.cells[id];
    for (const auto& [input, field] : row.kept) {
      const KernelId kernel =
          work.add_kernel(name_of(work, id, input), blueprint::Domain::EachCell, row.id);
      ir::Builder builder(work.program, kernel);
      CellNames names(work, numbers, id);
      names.look_from_end();
      Expressions here(work.model, builder, Type::Real, names);
      builder.store({ir::Frame::Self, field}, here.to_real(here.variable({input, 0}, {})));
      schedule.init.push_back(blueprint::Launch{kernel});
      const blueprint::Action reset = blueprint::Launch{row.reset};
      schedule.step.insert(std::ranges::find(schedule.step, reset), blueprint::Launch{kernel});
    }
  }
}

}  // namespace snn::lower
