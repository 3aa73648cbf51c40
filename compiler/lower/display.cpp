#include "compiler/lower/display.h"

#include "compiler/units/describe.h"
#include "compiler/units/unit.h"

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

}  // namespace snn::lower
