#include "compiler/units/describe.h"

#include "tests/unit/compiler/units/si_units.h"

#include <array>
#include <set>
#include <utility>

namespace snn::units {
namespace {

Dimension dimension_of(std::string_view text) {
  return unit_of(text, si_units()).dimension;
}

struct Row {
  std::string_view name;
  std::string_view unit;
};
// Only the words of the table: its dimensions are checked against them.
constexpr auto kRows = std::to_array<Row>({
#define SNN_QUANTITY(name, dimension, unit) {name, unit},
#include "compiler/units/quantities.def"
#undef SNN_QUANTITY
});

TEST_CASE("quantities: the preferred unit of each has its dimension") {
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    const Dimension dimension = dimension_of(row.unit);
    CHECK(quantity_name(dimension) == row.name);
    CHECK(preferred_unit(dimension) == row.unit);
  }
}

TEST_CASE("quantities: no name is listed twice") {
  std::set<std::string_view> names;
  for (const Row& row : kRows)
    CHECK(names.insert(row.name).second);
}

TEST_CASE("quantities: articles and the unit as the user wrote it") {
  CHECK(with_article(Dimension(), "") == "a plain number");
  CHECK(with_article(Dimension(), "1") == "a plain number");
  CHECK(with_article(dimension_of("mV"), "") == "a voltage (mV)");
  CHECK(with_article(dimension_of("V"), "V") == "a voltage (V)");
  CHECK(with_article(dimension_of("pA"), "nA") == "a current (nA)");
  CHECK(with_article(dimension_of("m/s^2"), "") == "an acceleration (m/s^2)");
  CHECK(with_article(dimension_of("um^2"), "") == "an area (um^2)");
  CHECK(with_article(dimension_of("1/mV"), "") == "an inverse voltage (1/mV)");
  CHECK(with_article(dimension_of("per ms"), "per ms") == "a rate (per ms)");
  CHECK(with_article(dimension_of("per ms"), "") == "a rate (Hz)");
  CHECK(quantity_and_unit(dimension_of("uF/cm^2"), "") == "capacitance per area (uF/cm^2)");
  CHECK(quantity_and_unit(dimension_of("mV/ms"), "V/s") == "voltage per time (V/s)");
}

TEST_CASE("quantities: what has no name is spelled with volts") {
  CHECK(with_article(dimension_of("mV^3"), "") == "a quantity in mV^3");
  CHECK(with_article(dimension_of("mV*nA"), "mV*nA*Hz*s") == "a power (mV*nA*Hz*s)");
  CHECK(preferred_unit(dimension_of("pA^2*ms/mV")) == "pA^2*ms/mV");
  CHECK(preferred_unit(dimension_of("1/(mV^2*ms)")) == "1/(mV^2*ms)");
  CHECK(preferred_unit(dimension_of("mV^3/ms^1.5")) == "mV^3/ms^1.5");
  CHECK_FALSE(quantity_name(dimension_of("mV^3")).has_value());
}

TEST_CASE("quantity text: shown in the unit asked for") {
  const UnitTable table = si_units();
  const Dimension volt = dimension_of("V");
  CHECK(quantity_text(-61.5, volt, "mV", table) == "-61.5 mV");
  CHECK(quantity_text(-61.5, volt, "V", table) == "-0.0615 V");
  CHECK(quantity_text(-61.5, volt, "", table) == "-61.5 mV");
  CHECK(quantity_text(1.2, dimension_of("mS/cm^2"), "", table) == "120 mS/cm^2");
  CHECK(quantity_text(0.01, dimension_of("Hz"), "", table) == "10 Hz");
  CHECK(quantity_text(0.01, dimension_of("Hz"), "per ms", table) == "0.01 per ms");
  CHECK(quantity_text(310.15, dimension_of("K"), "degC", table) == "37 degC");
  CHECK(quantity_text(0.5, Dimension(), "", table) == "0.5");
  CHECK(quantity_text(0.5, Dimension(), "1", table) == "0.5");
  CHECK(quantity_text(2, Dimension(), "rad", table) == "2 rad");
}

TEST_CASE("quantity text: a unit of another dimension or none gives way to the preferred one") {
  const UnitTable table = si_units();
  CHECK(quantity_text(20, dimension_of("ms"), "mV", table) == "20 ms");
  CHECK(quantity_text(20, dimension_of("ms"), "target", table) == "20 ms");
  CHECK(quantity_text(20, dimension_of("mV"), "", UnitTable()) == "20 (internal units)");
}

TEST_CASE("quantity text: noise of the arithmetic never shows") {
  const UnitTable table = si_units();
  CHECK(quantity_text(0.1 + 0.2, dimension_of("mV"), "", table) == "0.3 mV");
  CHECK(quantity_text(1.0 / 3.0, Dimension(), "", table) == "0.333333333333");
  CHECK(quantity_text(-0.0, dimension_of("mV"), "", table) == "0 mV");
  CHECK(quantity_text(1e300, dimension_of("mV"), "", table) == "1e+300 mV");
}

TEST_CASE("quantity text: can be written back into a model") {
  const UnitTable table = si_units();
  CHECK(quantity_text(0.04, dimension_of("1/(mV*ms)"), "", table) == "0.04 [1/(mV*ms)]");
  CHECK(quantity_text(2, dimension_of("1/mV"), "", table) == "2 [1/mV]");
  CHECK(quantity_text(0.0015, dimension_of("ohm*cm"), "", table) == "150 [ohm*cm]");
  CHECK(quantity_text(3, dimension_of("mV/ms^0.5"), "", table) == "3 [mV/ms^0.5]");
  CHECK(quantity_text(3, dimension_of("mV/ms^0.5"), "[mV/ms^(1/2)]", table) == "3 [mV/ms^(1/2)]");
}

}  // namespace
}  // namespace snn::units
