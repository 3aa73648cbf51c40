#include "runtime/blueprint/edge_bytes.h"

#include <algorithm>

namespace snn::blueprint {

std::uint64_t bytes_of(Scalar type) {
  switch (type) {
    case Scalar::Bool: return 1;
    case Scalar::I32:
    case Scalar::F32: return 4;
    case Scalar::I64:
    case Scalar::F64:
    case Scalar::Real: return 8;
  }
  return 0;
}

bool has_edges(const Blueprint& blueprint, ProjectionId id) {
  return std::ranges::any_of(blueprint.schedule.build, [&](const Action& action) {
    const auto* connect = std::get_if<Connect>(&action);
    return connect != nullptr && connect->projection == id;
  });
}

bool has_columns(const Blueprint& blueprint, ProjectionId id) {
  return std::ranges::any_of(blueprint.kernels, [&](const KernelInfo& kernel) {
    return kernel.domain == Domain::ColumnArrival && kernel.projection == id;
  });
}

std::uint64_t bytes_per_edge(const Blueprint& blueprint, ProjectionId id) {
  std::uint64_t n = kTargetBytes;
  for (const Field& field : blueprint.fields) {
    if (field.place == Place::Edge && field.projection == id)
      n += bytes_of(field.type) * field.length;
  }
  if (has_columns(blueprint, id)) n += sizeof(std::uint64_t) + sizeof(std::uint32_t);
  return n;
}

}  // namespace snn::blueprint
