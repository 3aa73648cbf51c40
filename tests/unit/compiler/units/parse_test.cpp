#include "tests/unit/compiler/units/si_units.h"

#include <fmt/format.h>

namespace snn::units {
namespace {

Dimension dimension_of(std::string_view text) {
  return unit_of(text, si_units()).dimension;
}

// "kind begin..end" of the error, or "fine".
std::string error_of(std::string_view text, bool allow_target = false) {
  const auto parsed = parse_unit(text, si_units(), allow_target);
  const auto* error = std::get_if<UnitError>(&parsed);
  if (error == nullptr) return "fine";
  const char* kind = "";
  switch (error->kind) {
    case UnitError::Kind::UnknownName: kind = "unknown"; break;
    case UnitError::Kind::Syntax: kind = "syntax"; break;
    case UnitError::Kind::NumberInUnit: kind = "number"; break;
    case UnitError::Kind::ExponentNotHalf: kind = "half"; break;
    case UnitError::Kind::ExponentTooLarge: kind = "large"; break;
    case UnitError::Kind::AffineInProduct: kind = "affine"; break;
  }
  return fmt::format("{} {}..{}", kind, error->begin, error->end);
}

TEST_CASE("unit text: quotients, products and powers") {
  const Dimension volt = dimension_of("V");
  const Dimension second = dimension_of("s");
  CHECK(dimension_of("mV/ms") == volt / second);
  CHECK(dimension_of("V*s") == volt * second);
  CHECK(dimension_of("mV*ms/mV") == second);
  CHECK(dimension_of("1/(mV*ms)") == Dimension() / volt / second);
  CHECK(dimension_of("mV/ms/mV") == Dimension() / second);
  CHECK(dimension_of("ms^-1") == Dimension() / second);
  CHECK(dimension_of("ms^+2") == second * second);
  CHECK(dimension_of("mV^2*ms") == volt * volt * second);
  CHECK(dimension_of("1").is_plain());
  CHECK(dimension_of("1.0").is_plain());
}

TEST_CASE("unit text: superscripts and half powers") {
  const Dimension root = *dimension_of("s").power(1, 2);
  CHECK(dimension_of("mm\u00B2") == dimension_of("mm^2"));
  CHECK(dimension_of("mm\u00B3") == dimension_of("L"));
  CHECK(dimension_of("ms^0.5") == root);
  CHECK(dimension_of("ms^(1/2)") == root);
  CHECK(dimension_of("ms^( 2 / 4 )") == root);
  CHECK(dimension_of("ms^(-1/2)") == Dimension() / root);
  CHECK(dimension_of("Hz^0.5") == Dimension() / root);
  CHECK(dimension_of("(mV^2*ms)^0.5") == dimension_of("mV*ms^0.5"));
}

TEST_CASE("unit text: per is a division") {
  CHECK(dimension_of("per ms") == dimension_of("1/ms"));
  CHECK(dimension_of("1 per ms") == dimension_of("1/ms"));
  CHECK(dimension_of("nS per ms") == dimension_of("nS/ms"));
  CHECK(dimension_of("per mV per ms") == dimension_of("1/(mV*ms)"));
  CHECK(dimension_of("per mV/ms") == dimension_of("1/(mV*ms)"));
  CHECK(dimension_of("per (mV*ms)") == dimension_of("1/(mV*ms)"));
  CHECK(dimension_of("mV*ms per pA") == dimension_of("mV*ms/pA"));
}

TEST_CASE("unit text: per before a product has two readings and is refused") {
  CHECK(error_of("per mV*ms") == "syntax 6..7");
  CHECK(error_of("nS per mV*ms") == "syntax 9..10");
}

TEST_CASE("unit text: brackets and blanks change nothing") {
  const Dimension expected = dimension_of("1/(mV*ms)");
  for (const char* text : {"[1/(mV*ms)]", " 1 / ( mV * ms ) ", "[ 1/[mV*ms] ]", "((1)/((mV)*(ms)))",
                           "1\t/\n(mV*ms)\r"}) {
    CAPTURE(text);
    CHECK(dimension_of(text) == expected);
  }
  CHECK(unit_of("[degC]", si_units()).origin.has_value());
}

TEST_CASE("unit text: target is a name of its own where a synapse may use it") {
  const auto parsed = parse_unit("target^2/ms", si_units(), true);
  REQUIRE(std::holds_alternative<UnitMeaning>(parsed));
  CHECK(std::get<UnitMeaning>(parsed).target_halves == 4);
  CHECK(std::get<UnitMeaning>(parsed).unit.dimension == dimension_of("1/ms"));
  CHECK(std::get<UnitMeaning>(parse_unit("per target^0.5", si_units(), true)).target_halves == -1);
  CHECK(error_of("mV/target") == "unknown 3..9");
  CHECK(error_of("target^0.5^0.5", true) == "syntax 10..11");
  CHECK(error_of("(target^0.5)^0.5", true) == "half 0..16");
}

TEST_CASE("unit text: an unknown name is pointed at") {
  CHECK(error_of("msec") == "unknown 0..4");
  CHECK(error_of("mV/msec") == "unknown 3..7");
  CHECK(error_of("1/(mV*foo^2)") == "unknown 6..9");
  CHECK(error_of("k\u03A9*m") == "unknown 0..3");
  CHECK(error_of("\u00B0C") == "unknown 0..3");
}

TEST_CASE("unit text: what cannot stand there is pointed at") {
  CHECK(error_of("") == "syntax 0..0");
  CHECK(error_of("  ") == "syntax 2..2");
  CHECK(error_of("mV/") == "syntax 3..3");
  CHECK(error_of("mV ms") == "syntax 3..5");
  CHECK(error_of("1 mV") == "syntax 2..4");
  CHECK(error_of("mV**ms") == "syntax 3..4");
  CHECK(error_of("(mV") == "syntax 3..3");
  CHECK(error_of("(mV]") == "syntax 3..4");
  CHECK(error_of("mV)") == "syntax 2..3");
  CHECK(error_of("mV^") == "syntax 3..3");
  CHECK(error_of("mV^x") == "syntax 3..4");
  CHECK(error_of("mV^(1/2") == "syntax 7..7");
  CHECK(error_of("ohm\u00B7cm") == "syntax 3..5");
  CHECK(error_of("mV-1") == "syntax 2..3");
  CHECK(error_of("per") == "syntax 3..3");
  CHECK(error_of("mV per per ms") == "syntax 7..10");
}

TEST_CASE("unit text: no number but 1 is a factor") {
  CHECK(error_of("10*mV") == "number 0..2");
  CHECK(error_of("mV/1000") == "number 3..7");
  CHECK(error_of("0/mV") == "number 0..1");
}

TEST_CASE("unit text: powers are multiples of one half and not enormous") {
  CHECK(error_of("ms^0.3") == "half 3..6");
  CHECK(error_of("ms^(1/3)") == "half 3..8");
  CHECK(error_of("(ms^0.5)^0.5") == "half 0..12");
  CHECK(error_of("ms^100") == "large 3..6");
  CHECK(error_of("ms^40*ms^40") == "large 0..11");
  CHECK(error_of("ms^(1/0)") == "large 3..8");
  CHECK(error_of("ms^(0/0)") == "large 3..8");
  CHECK(error_of("ms^" + std::string(1000, '9')) == "large 3..1003");
  CHECK(error_of("(target^40)^40", true) == "large 0..14");
}

TEST_CASE("unit text: degrees Celsius stand alone") {
  CHECK(error_of("degC") == "fine");
  CHECK(error_of("mV/degC") == "affine 3..7");
  CHECK(error_of("degC*1") == "affine 0..4");
  CHECK(error_of("degC^2") == "affine 0..4");
  CHECK(error_of("per degC") == "affine 4..8");
}

}  // namespace
}  // namespace snn::units
