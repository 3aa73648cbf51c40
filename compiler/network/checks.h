#pragma once
// What a network must keep to before it is built: sizes, slices, numbers of partners, delays,
// files. The checker has said what it could of declared values; sweeps, files and values that
// differ between cells are left.

#include "compiler/network/builder.h"

#include <cstdint>
#include <optional>

namespace snn::network {

/// The number of cells; none when it is not known or was reported.
[[nodiscard]] std::optional<std::uint64_t> check_sides(Builder& builder,
                                                       const Population& population);
/// False after a report.
[[nodiscard]] bool check_slices(Builder& builder, const Population& population, const Cells& cells);
/// False after a report.
[[nodiscard]] bool check_positions(Builder& builder, const Population& population,
                                   const Layout& layout);
/// C519 for what would make a shared state differ between cells (shared_states.cpp).
void check_shared_states(Builder& builder, const Population& population);
/// Partners, sizes and files against the rule (pair_checks.cpp).
void check_pairs(Builder& builder, const Projection& projection, const model::ProjectionDef& def);
/// Finds the steps of a delay at the declared values; C501 and C502 (delays.cpp).
void find_steps(Builder& builder, const Projection& projection, Delay& delay, bool is_axonal);
/// Elements of files, and values of cells where one is needed; for every expression of the plan,
/// when all of it is known (reads.cpp).
void check_reads(Builder& builder);

}  // namespace snn::network
