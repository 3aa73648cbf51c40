#include "tests/unit/compiler/units/si_units.h"

#include <cmath>
#include <random>

namespace snn::units {
namespace {

double one(std::string_view text) {
  return to_internal(1, unit_of(text, si_units()));
}

TEST_CASE("scale: the units of small neurons are the internal ones") {
  const UnitTable table = si_units();
  for (const char* text :
       {"mV", "ms", "pA",  "nS",    "pF",    "kHz",       "Gohm",   "fC",    "um",    "K",
        "mM", "1",  "rad", "mV/ms", "pA/ms", "mV/ms^0.5", "per ms", "nS/mV", "pA*ms", "V/s"}) {
    CAPTURE(text);
    const Unit unit = unit_of(text, table);
    CHECK(unit.scale.mantissa == 1);
    CHECK(unit.scale.exponent == 0);
  }
}

TEST_CASE("scale: densities and axial resistivity have their exact factors") {
  CHECK(one("uF/cm^2") == 0.01);
  CHECK(one("mS/cm^2") == 0.01);
  CHECK(one("uA/cm^2") == 0.01);
  CHECK(to_internal(150, unit_of("ohm*cm", si_units())) == 0.0015);
  CHECK(one("V") == 1000);
  CHECK(one("Hz") == 0.001);
  CHECK(one("Mohm") == 0.001);
  CHECK(one("cm") == 10000);
  CHECK(one("mol") == 1e18);
  CHECK(one("kg") == 1e12);
  CHECK(one("minute") == 60000);
  CHECK(one("hour") == 3600000);
}

TEST_CASE("scale: a decimal unit costs at most one rounding") {
  const UnitTable table = si_units();
  // What the decimal itself reads as, once the point is moved.
  CHECK(to_internal(0.3, unit_of("V", table)) == 300);
  CHECK(to_internal(0.7, unit_of("s", table)) == 700);
  CHECK(to_internal(54.387, unit_of("mV", table)) == 54.387);
  CHECK(to_internal(80.5, unit_of("fA", table)) == 0.0805);
  CHECK(to_internal(0.3, unit_of("mS/cm^2", table)) == 0.003);
  CHECK(to_internal(120, unit_of("mS/cm^2", table)) == 1.2);
  CHECK(to_internal(1e-3, unit_of("kHz", table)) == 1e-3);
}

TEST_CASE("scale: internal and back is the number that was written") {
  const UnitTable table = si_units();
  std::mt19937 random(3);
  std::uniform_int_distribution<int> digits(-99999, 99999);
  for (const char* text :
       {"V", "uV", "s", "us", "nA", "uF/cm^2", "ohm*cm", "Hz", "M", "degC", "minute", "Hz^0.5"}) {
    const Unit unit = unit_of(text, table);
    for (int i = 0; i < 500; ++i) {
      const double written = digits(random) / 1000.0;
      CAPTURE(text);
      CHECK(from_internal(to_internal(written, unit), unit) ==
            doctest::Approx(written).epsilon(1e-13));
    }
  }
}

TEST_CASE("scale: products multiply, powers raise, in any order") {
  std::mt19937 random(4);
  std::uniform_int_distribution<int> exponent(-9, 9);
  std::uniform_int_distribution<int> halves(-8, 8);
  for (int i = 0; i < 1000; ++i) {
    const Scale a{1, exponent(random)};
    const Scale b{1, exponent(random)};
    const int h = halves(random);
    CHECK(((a * b) / b).exponent == a.exponent);
    const Scale left = power(a * b, h);
    const Scale right = power(a, h) * power(b, h);
    CHECK(left.mantissa * std::pow(10, left.exponent) ==
          doctest::Approx(right.mantissa * std::pow(10, right.exponent)).epsilon(1e-12));
  }
}

TEST_CASE("scale: an odd root of an odd decade keeps its value") {
  const Scale root = power({1, -3}, 1);
  CHECK(root.mantissa * std::pow(10, root.exponent) == doctest::Approx(std::sqrt(1e-3)));
  CHECK(power({4, 2}, 1).mantissa == 2);
  CHECK(power({4, 2}, 1).exponent == 1);
  CHECK(power({4, 2}, -1).mantissa == 0.5);
}

TEST_CASE("scale: a declared factor keeps its decimal digits") {
  const Unit plain;
  CHECK(multiple_of(1e-3, plain).scale.mantissa == 1);
  CHECK(multiple_of(1e-3, plain).scale.exponent == -3);
  CHECK(multiple_of(60, plain).scale.mantissa == 6);
  CHECK(multiple_of(60, plain).scale.exponent == 1);
  CHECK(multiple_of(1.602176634e-19, plain).scale.mantissa == 1602176634);
  CHECK(multiple_of(1.602176634e-19, plain).scale.exponent == -28);
  CHECK(multiple_of(-2.5, plain).scale.mantissa == -25);
  CHECK(to_internal(1, multiple_of(0.017453292519943295, plain)) == 0.017453292519943295);
  CHECK(to_internal(1, multiple_of(0, plain)) == 0);
}

TEST_CASE("scale: degrees Celsius start at 273.15 K") {
  const Unit celsius = unit_of("degC", si_units());
  CHECK(to_internal(0, celsius) == 273.15);
  CHECK(to_internal(6.3, celsius) == doctest::Approx(279.45));
  CHECK(from_internal(310.15, celsius) == doctest::Approx(37));
}

TEST_CASE("scale: exponents far outside of doubles give zero or infinity") {
  CHECK(to_internal(1, Unit{{}, {1, 100000}, {}}) == HUGE_VAL);
  CHECK(to_internal(1, Unit{{}, {1, -100000}, {}}) == 0);
  CHECK(power(power(Scale{1, 90000}, 126), 126).exponent <= 100000);
}

}  // namespace
}  // namespace snn::units
