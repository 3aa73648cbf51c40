#pragma once
// Columns of a table by their names, and their units: a header says `w [nS]`, or a column is in the
// unit in which what it stands for is declared.

#include "compiler/network/builder.h"

#include <optional>
#include <string_view>
#include <vector>

namespace snn::network {

/// What a column holds: the dimension of its numbers, and what one of them is without a unit of its
/// own.
struct Quantity {
  units::Dimension dimension;
  std::optional<double> factor;  // to internal units; none: the header must say
};

/// `w [nS]` in two.
struct Heading {
  std::string_view name;
  std::string_view unit;  // without its brackets; empty: none
};
[[nodiscard]] Heading heading_of(std::string_view text);

/// The place of the first column that has one of these names; none: there is none.
[[nodiscard]] std::optional<std::size_t> column_named(const DataFile& file,
                                                      const std::vector<std::string_view>& names);

/// What a number of the column is in internal units; none after a report.
[[nodiscard]] std::optional<double> factor_of(Builder& builder, const DataFile& file,
                                              std::size_t column, const Quantity& quantity);

/// The quantity that a unit measures: `ms`, `um`.
[[nodiscard]] Quantity quantity_in(const model::Program& program, std::string_view unit);
/// What an input takes: the weight of a spike, or a value.
[[nodiscard]] Quantity quantity_of(const model::Program& program, SymbolId port);
/// Of a parameter of a synapse that reaches this port.
[[nodiscard]] Quantity quantity_of(const model::Program& program, const model::Component& synapse,
                                   SymbolId variable, SymbolId port);

/// False after a report: a number of the column is none (`nan`) or has no end.
[[nodiscard]] bool check_finite(Builder& builder, const DataFile& file, std::size_t column);

}  // namespace snn::network
