#pragma once
// Fields with a value for each node of a cable, or for just one.

#include "compiler/ir/builder.h"
#include "compiler/lower/variable.h"
#include "compiler/lower/workspace.h"
#include "compiler/network/plan.h"

namespace snn::lower {

using Fields = blueprint::Table<FieldId, blueprint::Field>;

/// Of the kernel's own cell.
[[nodiscard]] ValueId load_element(ir::Builder& builder, const Fields& fields, FieldId field,
                                   ValueId index);
void store_element(ir::Builder& builder, const Fields& fields, FieldId field, ValueId index,
                   ValueId value);
/// Every element becomes the value.
void fill_nodes(ir::Builder& builder, const Fields& fields, FieldId field, ValueId value);

/// The input that a target's port is: of a cable, that of its site.
[[nodiscard]] FieldId input_of(const Workspace& work, const network::Target& target, SymbolId port);

/// The site of a mechanism's variable at a node, or null.
[[nodiscard]] const equations::Site* find_site(const Workspace& work, network::PopulationId id,
                                               std::size_t part, std::size_t node,
                                               SymbolId variable);

}  // namespace snn::lower
