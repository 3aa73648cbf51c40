#pragma once
// The two ends of a connection, the targets of drives: populations, slices of them, and ports.

#include "compiler/network/builder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace snn::network {

/// Of a source or a target. A slice that cannot be is reported.
[[nodiscard]] Cells cells_of(Builder& builder, InstanceId in, const model::EndpointRef& end);
[[nodiscard]] Target target_of(Builder& builder, InstanceId in, const model::EndpointRef& end);

/// The input that `exc.s` names, or `exc` where that instance has one of this kind; none: no input.
[[nodiscard]] SymbolId input_named(const model::Program& program, const Population& population,
                                   const std::string& words, bool is_spike);

/// The numbers of the cells in the whole population, in their order; none when not known, or more
/// than `limit`.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> numbers_of(const Plan& plan,
                                                                   const Cells& cells,
                                                                   std::uint64_t limit);

}  // namespace snn::network
