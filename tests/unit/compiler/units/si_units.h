#pragma once
// The units that models use, declared through the table as the prelude of the language does it.

#include "compiler/units/unit.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

namespace snn::units {

inline Unit unit_of(std::string_view text, const UnitTable& table) {
  const auto parsed = parse_unit(text, table, false);
  CAPTURE(text);
  REQUIRE(std::holds_alternative<UnitMeaning>(parsed));
  return std::get<UnitMeaning>(parsed).unit;
}

inline UnitTable si_units() {
  UnitTable table;
  const auto declare = [&](const char* name, double factor, const char* text, bool is_prefixed) {
    CAPTURE(name);
    REQUIRE(table.declare(name, multiple_of(factor, unit_of(text, table)), is_prefixed));
  };
  declare("N", 1, "kg*m/s^2", true);
  declare("Pa", 1, "N/m^2", true);
  declare("J", 1, "N*m", true);
  declare("eV", 1.602176634e-19, "J", true);
  declare("W", 1, "J/s", true);
  declare("C", 1, "A*s", true);
  declare("V", 1, "J/C", true);
  declare("ohm", 1, "V/A", true);
  declare("S", 1, "A/V", true);
  declare("F", 1, "C/V", true);
  declare("Wb", 1, "V*s", true);
  declare("T", 1, "Wb/m^2", true);
  declare("H", 1, "Wb/A", true);
  declare("L", 1e-3, "m^3", true);
  declare("M", 1, "mol/L", true);
  declare("Hz", 1, "1/s", true);
  declare("minute", 60, "s", false);
  declare("hour", 60, "minute", false);
  declare("deg", 0.017453292519943295, "rad", false);
  Unit celsius = unit_of("K", table);
  celsius.origin = 273.15;
  REQUIRE(table.declare("degC", celsius, false));
  return table;
}

}  // namespace snn::units
