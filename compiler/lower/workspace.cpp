#include "compiler/lower/workspace.h"

#include <utility>

namespace snn::lower {

KernelId Workspace::add_kernel(std::string name, blueprint::Domain domain, PopulationId population,
                               ProjectionId projection) {
  program.kernels.add({});
  return blueprint().kernels.add({.name = std::move(name),
                                  .domain = domain,
                                  .population = population,
                                  .projection = projection});
}

DataId Workspace::table(network::DataId file) {
  const auto [found, is_new] = tables.try_emplace(file, DataId::none);
  if (!is_new) return found->second;
  const network::DataFile& from = network.files[file];
  const std::size_t n_columns = from.shape.size() > 1 ? from.shape[1] : 1;
  found->second = blueprint().data.add({.path = from.path,
                                        .n_columns = static_cast<std::uint32_t>(n_columns),
                                        .values = from.values});
  return found->second;
}

FieldId Workspace::add_field(blueprint::Field field) {
  return blueprint().fields.add(std::move(field));
}

ir::Location Workspace::location_of(source::SourceSpan span) const {
  if (!span.is_valid()) return {};
  const source::LineColumn place = sources.begin_of(span);
  return {.file = sources.file(span.file).name(), .line = place.line, .column = place.column};
}

}  // namespace snn::lower
