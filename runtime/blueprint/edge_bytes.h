#pragma once
// What an edge takes in memory, before there are any.

#include "runtime/blueprint/blueprint.h"

#include <cstdint>

namespace snn::blueprint {

/// A number whose width is not chosen yet counts as the widest.
[[nodiscard]] std::uint64_t bytes_of(Scalar type);

/// Connections that are added up for all targets at once have no edges.
[[nodiscard]] bool has_edges(const Blueprint& blueprint, ProjectionId id);

/// Whether edges are found from their targets, too.
[[nodiscard]] bool has_columns(const Blueprint& blueprint, ProjectionId id);

/// The number of its target, within its part of the work.
inline constexpr std::uint64_t kTargetBytes = 2;

/// The number of its target, its own fields, and its place among those of its target.
[[nodiscard]] std::uint64_t bytes_per_edge(const Blueprint& blueprint, ProjectionId id);

}  // namespace snn::blueprint
