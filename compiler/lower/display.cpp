#include "compiler/lower/display.h"

#include "compiler/units/describe.h"
#include "compiler/units/unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace snn::lower {
blueprint::Display display_of(const model::Program& program, const model::Type& type) {
  blueprint::Display display;
  if (!type.is_real() || type.dim.is_plain()) return display;
  std::string spelling(type.unit);
  if (spelling.empty()) spelling = units::preferred_unit(type.dim.known());
  const auto meaning = units::parse_unit(spelling, program.units, false);
  const auto* known = std::get_if<units::UnitMeaning>(&meaning);
  if (known == nullptr) return display;
  display.unit = {.spelling = spelling, .factor = units::to_internal(1, known->unit)};
  return display;
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char letter : text) {
    const bool is_space = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    if (!is_space) line += letter;
    if (is_space && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

blueprint::Display settable_display_of(const Workspace& work, SymbolId symbol,
                                       const model::Bounds* bounds) {
  const model::Program& program = work.model;
  const model::Type& type = program[symbol].type;
  blueprint::Display display = display_of(program, type);
  display.doc = work.documentation(program[symbol].span);
  if (bounds != nullptr) display.bounds = bounds_text(work, *bounds);
  if (display.unit.spelling.empty()) return display;
  constexpr std::string_view kPrefixes[] = {"", "f", "p", "n", "u", "m", "c", "k", "M", "G"};
  for (const std::string& name : program.units.names()) {
    for (const std::string_view prefix : kPrefixes) {
      std::string spelling = std::string(prefix) + name;
      const auto unit = program.units.find(spelling);
      if (!unit || unit->origin || unit->dimension != type.dim.known()) continue;
      display.accepted.push_back(
          {.spelling = std::move(spelling), .factor = units::to_internal(1, *unit)});
    }
  }
  return display;
}

std::string bounds_text(const Workspace& work, const model::Bounds& bounds) {
  return on_one_line(work.sources.text(bounds.span));
}

}  // namespace snn::lower
