#include "tests/unit/compiler/units/si_units.h"

#include <utility>

namespace snn::units {
namespace {

std::string nearest(std::string_view name) {
  return si_units().nearest(name).value_or("none");
}

TEST_CASE("nearest unit: words and abbreviations") {
  for (const auto& [written, meant] :
       {std::pair{"msec", "ms"}, {"sec", "s"},         {"secs", "s"},        {"usec", "us"},
        {"mvolt", "mV"},         {"millivolt", "mV"},  {"Millivolts", "mV"}, {"Ohm", "ohm"},
        {"MOhm", "Mohm"},        {"megaohms", "Mohm"}, {"\u03A9", "ohm"},    {"k\u2126", "kohm"},
        {"nSiemens", "nS"},      {"siemens", "S"},     {"pFarad", "pF"},     {"Hertz", "Hz"},
        {"min", "minute"},       {"hours", "hour"},    {"\u00B0C", "degC"},  {"celsius", "degC"},
        {"micron", "um"},        {"litre", "L"},       {"nanoamp", "nA"},    {"mmho", "mS"}}) {
    CAPTURE(written);
    CHECK(nearest(written) == meant);
  }
}

TEST_CASE("nearest unit: the wrong case") {
  CHECK(nearest("mv") == "mV");
  CHECK(nearest("hz") == "Hz");
  CHECK(nearest("khz") == "kHz");
  CHECK(nearest("KHZ") == "kHz");
  CHECK(nearest("pf") == "pF");
  CHECK(nearest("pa") == "pA");
  CHECK(nearest("ml") == "mL");
  CHECK(nearest("degc") == "degC");
}

TEST_CASE("nearest unit: a slip of the finger") {
  CHECK(nearest("mVv") == "mV");
  CHECK(nearest("kHzz") == "kHz");
  CHECK(nearest("degg") == "deg");
  CHECK(nearest("minuet") == "minute");
}

TEST_CASE("nearest unit: nothing is offered for what is near nothing") {
  for (const char* name : {"", "x", "qq", "furlong", "weight", "target"}) {
    CAPTURE(name);
    CHECK(nearest(name) == "none");
  }
  CHECK(nearest(std::string(100000, 's')) == "none");
}

TEST_CASE("nearest unit: only what the table knows is offered") {
  CHECK_FALSE(UnitTable().nearest("volt").has_value());
  CHECK(UnitTable().nearest("msec") == "ms");
}

}  // namespace
}  // namespace snn::units
