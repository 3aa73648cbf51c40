#pragma once
// The fields of a population's cells: what they are called, and their rows.

#include "compiler/lower/workspace.h"

#include <string>

namespace snn::lower {

/// `net.E.V`, `net.E.x'`
[[nodiscard]] std::string field_name(const Workspace& work, const network::Population& population,
                                     StateVariable variable);

/// Without a length, as long as the type that it shows.
[[nodiscard]] FieldId cell_field(Workspace& work, const CellRow& row, std::string name, Type type,
                                 blueprint::FieldRole role, const model::Type* shown = nullptr,
                                 std::size_t length = 0);

}  // namespace snn::lower
