#include "compiler/lower/nodes.h"

#include <algorithm>

namespace snn::lower {

using ir::Frame;

ValueId load_element(ir::Builder& builder, const Fields& fields, FieldId field, ValueId index) {
  if (fields[field].length == 1) return builder.load({Frame::Self, field});
  return builder.load_at({Frame::Self, field}, index);
}

void store_element(ir::Builder& builder, const Fields& fields, FieldId field, ValueId index,
                   ValueId value) {
  const ValueId kept = builder.convert(value, fields[field].type);
  if (fields[field].length == 1) {
    builder.store({Frame::Self, field}, kept);
  } else {
    builder.store_at({Frame::Self, field}, index, kept);
  }
}

void fill_nodes(ir::Builder& builder, const Fields& fields, FieldId field, ValueId value) {
  const std::uint32_t n = fields[field].length;
  if (n == 1) return store_element(builder, fields, field, {}, value);
  builder.repeat(builder.constant_int(Type::I64, n), {},
                 [&](ValueId node, std::span<const ValueId>) {
                   store_element(builder, fields, field, node, value);
                   return std::vector<ValueId>();
                 });
}

const equations::Site* find_site(const Workspace& work, network::PopulationId id, std::size_t part,
                                 std::size_t node, SymbolId variable) {
  const auto& tree = work.arithmetic.cells[id].update.tree;
  if (!tree) return nullptr;
  const auto found = std::ranges::find_if(tree->sites, [&](const equations::Site& site) {
    return site.place.part == part && site.place.node == node && site.own.contains(variable);
  });
  return found == tree->sites.end() ? nullptr : &*found;
}

FieldId input_of(const Workspace& work, const network::Target& target, SymbolId port) {
  const CellRow& row = work.cells[target.cells.population];
  SymbolId own = port;
  if (target.cable) {
    const auto& tree = work.arithmetic.cells[target.cells.population].update.tree;
    const auto part = std::ranges::find(tree->shape.parts, target.cable, &morphology::Part::symbol);
    const equations::Site* site = find_site(
        work, target.cells.population, static_cast<std::size_t>(part - tree->shape.parts.begin()),
        part->node_at(target.position.known.value_or(0)), port);
    if (site != nullptr) own = site->own.at(port);
  }
  const auto input = row.inputs.find(own);
  return input == row.inputs.end() ? FieldId::none : input->second;
}

}  // namespace snn::lower
