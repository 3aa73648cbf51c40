#pragma once
// Pairs that a file names: `pairs list("f.csv")`, `pairs matrix("f.npy")`.

#include "compiler/network/builder.h"

#include <set>

namespace snn::network {

/// The argument of a rule that has this name, or none.
[[nodiscard]] ExprId argument_of(const model::PairsRule& def, std::string_view name);

/// A list or a matrix with the columns and what they bring; `AllPairs` for other rules. Source,
/// target and synapse of `row` are known.
[[nodiscard]] PairsRule table_of_pairs(Builder& builder, const Projection& row,
                                       const model::ProjectionDef& def);
/// The parameters that get their values from the file.
[[nodiscard]] std::set<SymbolId> values_from_file(const PairsRule& rule);

/// Whether the numbers name cells of the two populations, each pair once, and are finite.
void check_table(Builder& builder, const Projection& row, const ListedPairs& rule);
void check_table(Builder& builder, const Projection& row, const MatrixPairs& rule);

}  // namespace snn::network
