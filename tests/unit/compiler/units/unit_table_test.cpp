#include "tests/unit/compiler/units/si_units.h"

#include <algorithm>

namespace snn::units {
namespace {

TEST_CASE("unit table: the base units are built in, all others are declared") {
  const UnitTable table;
  CHECK(table.names() == std::vector<std::string>{"s", "m", "g", "A", "K", "mol", "rad"});
  for (const char* name : {"ms", "um", "kg", "pA", "mK", "mmol", "rad"})
    CHECK(table.find(name).has_value());
  for (const char* name : {"V", "mV", "", "mrad", "kkg", "k", "mms"})
    CHECK_FALSE(table.find(name).has_value());
}

TEST_CASE("unit table: both micro signs are the letter u") {
  const UnitTable table;
  const Unit micrometre = *table.find("um");
  CHECK(table.find("\u00B5m")->scale.exponent == micrometre.scale.exponent);
  CHECK(table.find("\u03BCm")->scale.exponent == micrometre.scale.exponent);
}

TEST_CASE("unit table: a whole name wins over a prefix and a name") {
  const UnitTable table = si_units();
  CHECK(table.find("mol")->dimension == Dimension::of(Base::Amount));
  CHECK(table.find("m")->dimension == Dimension::of(Base::Length));
  CHECK(table.find("M")->dimension == table.find("mM")->dimension);
  CHECK(table.find("T")->dimension != table.find("Hz")->dimension);
}

TEST_CASE("unit table: a taken name cannot be declared again") {
  UnitTable table = si_units();
  const std::size_t n_names = table.names().size();
  CHECK_FALSE(table.declare("V", Unit{}, true));
  CHECK_FALSE(table.declare("mV", Unit{}, false));
  CHECK_FALSE(table.declare("ms", Unit{}, true));
  CHECK(table.names().size() == n_names);
}

TEST_CASE("unit table: a prefixed form that is taken refuses the name") {
  UnitTable table;
  REQUIRE(table.declare("mx", Unit{}, false));
  CHECK_FALSE(table.declare("x", Unit{}, true));
  CHECK(table.declare("x", Unit{}, false));
}

TEST_CASE("unit table: a unit with an origin takes no prefix") {
  UnitTable table;
  REQUIRE(table.declare("degC", Unit{Dimension::of(Base::Temperature), {}, 273.15}, true));
  CHECK(table.find("degC").has_value());
  CHECK_FALSE(table.find("mdegC").has_value());
}

}  // namespace
}  // namespace snn::units
