#include "compiler/network/columns.h"

#include "compiler/network/diagnostics.h"
#include "compiler/units/describe.h"
#include "compiler/units/unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

namespace snn::network {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

std::optional<units::Unit> unit_of(const model::Program& program, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto meaning = units::parse_unit(text, program.units, false);
  const auto* known = std::get_if<units::UnitMeaning>(&meaning);
  return known == nullptr ? std::nullopt : std::optional(known->unit);
}

// The dimension with what the port takes in the place of `target`.
units::Dimension plugged_in(const model::Component& synapse, const model::DimTerm& dim,
                            const model::DimTerm& port) {
  model::DimTerm whole(dim.known());
  for (const model::DimTerm::Power& power : dim.unknowns()) {
    const auto unknown = std::ranges::find(synapse.unknowns, power.unknown, &model::DimUnknown::id);
    const bool is_target = unknown != synapse.unknowns.end() && unknown->is_target;
    const auto part = is_target ? port.power(power.halves, 2) : std::nullopt;
    if (part) whole = whole.times(*part);
  }
  return whole.known();
}

}  // namespace

Heading heading_of(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos || !text.ends_with(']')) return {trimmed(text), {}};
  return {trimmed(text.substr(0, open)), trimmed(text.substr(open + 1, text.size() - open - 2))};
}

std::optional<std::size_t> column_named(const DataFile& file,
                                        const std::vector<std::string_view>& names) {
  for (std::size_t k = 0; k < file.columns.size(); ++k) {
    if (std::ranges::count(names, heading_of(file.columns[k]).name) > 0) return k;
  }
  return std::nullopt;
}

std::optional<double> factor_of(Builder& builder, const DataFile& file, std::size_t column,
                                const Quantity& quantity) {
  const std::string_view text =
      column < file.columns.size() ? std::string_view(file.columns[column]) : std::string_view();
  const Heading heading = heading_of(text);
  const std::string wanted = units::preferred_unit(quantity.dimension);
  if (heading.unit.empty()) {
    if (quantity.factor) return quantity.factor;
    builder.diags
        .emit(kDataShape, file.span, file.path,
              fmt::format("does not say the unit of column {}", column + 1))
        .help(fmt::format("name it in the first line, as in `{} [{}]`",
                          heading.name.empty() ? "w" : heading.name, wanted));
    return std::nullopt;
  }
  const auto unit = unit_of(builder.program, heading.unit);
  if (unit && unit->dimension == quantity.dimension && !unit->origin)
    return units::to_internal(1, *unit);
  builder.diags.emit(
      kDataShape, file.span, file.path,
      unit ? fmt::format("gives `{}` in {}; it must be in {}, or a unit of the same dimension",
                         heading.name, heading.unit, wanted.empty() ? "plain numbers" : wanted)
           : fmt::format("gives `{}` in `{}`, which is no unit", heading.name, heading.unit));
  return std::nullopt;
}

Quantity quantity_in(const model::Program& program, std::string_view unit) {
  const auto known = unit_of(program, unit);
  if (!known) return {};
  return {known->dimension, units::to_internal(1, *known)};
}

Quantity quantity_of(const model::Program& program, SymbolId port) {
  const model::Variable* input = port.is_valid() ? program.find_variable(port) : nullptr;
  if (input == nullptr) return {};
  Quantity quantity = quantity_in(program, input->port_unit);
  quantity.dimension = input->port_dim.known();
  if (quantity.dimension.is_plain()) quantity.factor = 1;
  return quantity;
}

Quantity quantity_of(const model::Program& program, const model::Component& synapse,
                     SymbolId variable, SymbolId port) {
  const model::Type& type = program[variable].type;
  const Quantity taken = quantity_of(program, port);
  Quantity quantity;
  quantity.dimension = plugged_in(synapse, type.dim, model::DimTerm(taken.dimension));
  if (quantity.dimension.is_plain()) quantity.factor = 1;
  // As the parameter declares it, else as the port does.
  const Quantity declared = quantity_in(program, type.unit);
  for (const Quantity& written : {declared, taken}) {
    if (!quantity.factor && written.dimension == quantity.dimension)
      quantity.factor = written.factor;
  }
  return quantity;
}

bool check_finite(Builder& builder, const DataFile& file, std::size_t column) {
  const std::size_t n_columns = file.shape.size() > 1 ? file.shape[1] : 1;
  for (std::size_t row = 0; row * n_columns + column < file.values.size(); ++row) {
    const double number = file.values[row * n_columns + column];
    if (std::isfinite(number)) continue;
    builder.diags.emit(kDataShape, file.span, file.path,
                       fmt::format("holds {} in row {}, column {}; a finite number is needed",
                                   number, row + 1, column + 1));
    return false;
  }
  return true;
}

}  // namespace snn::network
