#include "compiler/units/describe.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace snn::units {
namespace {

std::optional<Unit> unit_of(std::string_view spelling, const Dimension& dimension,
                            const UnitTable& table) {
  if (spelling.empty()) return std::nullopt;
  const auto parsed = parse_unit(spelling, table, false);
  const auto* meaning = std::get_if<UnitMeaning>(&parsed);
  if (meaning == nullptr || meaning->unit.dimension != dimension) return std::nullopt;
  return meaning->unit;
}

// Whether a unit after a number must be bracketed: only quotients of names with whole exponents
// may stand there bare.
bool needs_brackets(std::string_view spelling) {
  if (spelling.starts_with('[')) return false;
  return spelling.front() == '1' || spelling.find_first_of("*(.") != std::string_view::npos;
}

// Twelve digits, so that 0.1 + 0.2 shows as 0.3; never -0.
std::string number_text(double value) {
  return fmt::format("{:.12g}", value == 0 ? 0 : value);
}

}  // namespace

std::string quantity_text(double internal, const Dimension& dimension, std::string_view spelling,
                          const UnitTable& table) {
  std::string written(spelling);
  std::optional<Unit> unit = unit_of(written, dimension, table);
  if (!unit) {
    written = preferred_unit(dimension);
    unit = unit_of(written, dimension, table);
  }
  // A library without volts: the internal value, in so many words.
  if (!unit) return fmt::format("{} (internal units)", number_text(internal));
  std::string number = number_text(from_internal(internal, *unit));
  if (dimension.is_plain() && (spelling.empty() || written == "1")) return number;
  if (needs_brackets(written)) written = fmt::format("[{}]", written);
  return fmt::format("{} {}", number, written);
}

}  // namespace snn::units
