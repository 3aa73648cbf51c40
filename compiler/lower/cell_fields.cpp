#include "compiler/lower/cell_fields.h"

#include "compiler/lower/display.h"

#include <utility>

namespace snn::lower {

std::string field_name(const Workspace& work, const network::Population& population,
                       StateVariable variable) {
  return population.path + "." + work.model[variable.symbol].name +
         std::string(static_cast<std::size_t>(variable.derivative), '\'');
}

FieldId cell_field(Workspace& work, const CellRow& row, std::string name, Type type,
                   blueprint::FieldRole role, const model::Type* shown, std::size_t length) {
  const bool is_array = shown != nullptr && shown->length > 0;
  if (length == 0) length = is_array ? static_cast<std::size_t>(shown->length) : 1;
  return work.add_field(
      {.name = std::move(name),
       .type = type,
       .role = role,
       .population = row.id,
       .length = static_cast<std::uint32_t>(length),
       .display = shown != nullptr ? display_of(work.model, *shown) : blueprint::Display{}});
}

}  // namespace snn::lower
