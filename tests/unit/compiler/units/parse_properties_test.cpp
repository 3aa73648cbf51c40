#include "compiler/units/describe.h"
#include "tests/unit/compiler/units/si_units.h"

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>

namespace snn::units {
namespace {

// A unit text beside what it must mean.
struct Written {
  std::string text;
  Dimension dimension;
  double decades = 0;
};

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  Written expression(int depth) {
    if (depth == 0) return name();
    switch (below(4)) {
      case 0: return power(depth);
      case 1: return quotient(depth);
      default: return product(depth);
    }
  }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  Written name() {
    static const UnitTable kTable = si_units();
    constexpr std::array kNames = {"V", "A", "S", "F", "s", "m", "ohm", "Hz", "K", "M", "mol", "C"};
    constexpr std::array kPrefixed = {"", "m", "u", "n", "p", "k", "\u00B5"};
    const std::string text = std::string(kPrefixed[static_cast<std::size_t>(below(7))]) +
                             kNames[static_cast<std::size_t>(below(12))];
    const Unit unit = *kTable.find(text);
    return {text, unit.dimension, static_cast<double>(unit.scale.exponent)};
  }

  Written power(int depth) {
    const Written base = expression(depth - 1);
    const int halves = 2 * (below(5) - 2);
    return {fmt::format("({}){}^{}", base.text, below(2) == 0 ? "" : " ", halves / 2),
            *base.dimension.power(halves, 2), base.decades * halves / 2};
  }

  Written quotient(int depth) {
    const Written a = expression(depth - 1);
    const Written b = expression(depth - 1);
    const bool is_per = below(2) == 0;
    return {fmt::format("({}{}({}))", a.text, is_per ? " per " : "/", b.text),
            a.dimension / b.dimension, a.decades - b.decades};
  }

  Written product(int depth) {
    const Written a = expression(depth - 1);
    const Written b = expression(depth - 1);
    return {fmt::format("[{}*{}]", a.text, b.text), a.dimension * b.dimension,
            a.decades + b.decades};
  }

  std::mt19937 random_;
};

TEST_CASE("unit text: a random expression means what its parts mean") {
  const UnitTable table = si_units();
  Writer writer(5);
  int n_checked = 0;
  for (int i = 0; i < 4000; ++i) {
    const Written written = writer.expression(i % 4);
    if (written.dimension.is_saturated()) continue;
    CAPTURE(written.text);
    const auto parsed = parse_unit(written.text, table, false);
    const auto* meaning = std::get_if<UnitMeaning>(&parsed);
    // A part may be too large even where the whole is not.
    if (meaning == nullptr && std::get<UnitError>(parsed).kind == UnitError::Kind::ExponentTooLarge)
      continue;
    REQUIRE(meaning != nullptr);
    CHECK(meaning->unit.dimension == written.dimension);
    CHECK(meaning->unit.scale.exponent == written.decades);
    CHECK(meaning->unit.scale.mantissa == 1);
    ++n_checked;
  }
  CHECK(n_checked > 3000);
}

TEST_CASE("unit text: the preferred spelling of any dimension has that dimension") {
  const UnitTable table = si_units();
  std::mt19937 random(6);
  std::uniform_int_distribution<int> halves(-6, 6);
  for (int i = 0; i < 4000; ++i) {
    Dimension dimension;
    for (int base = 0; base < kNBases; ++base) {
      if (random() % 2 == 0)
        dimension = dimension * Dimension::of(static_cast<Base>(base), halves(random));
    }
    const std::string text = preferred_unit(dimension);
    CAPTURE(text);
    CHECK(unit_of(text, table).dimension == dimension);
  }
}

TEST_CASE("unit text: any bytes are either a unit or an error inside the text") {
  const UnitTable table = si_units();
  std::mt19937 random(7);
  constexpr std::array kPieces = {"mV",     "ms",     "*",    "/",    "^",          "(",
                                  ")",      "[",      "]",    "per",  " ",          "1",
                                  "2",      "-",      "0.5",  "1/2",  "degC",       "target",
                                  "\u00B2", "\u00B5", "\xC2", "\xFF", "9999999999", "+"};
  for (int i = 0; i < 50000; ++i) {
    std::string text;
    const std::size_t length = random() % 12;
    for (std::size_t j = 0; j < length; ++j) {
      const bool is_byte = random() % 8 == 0;
      text += is_byte ? std::string(1, static_cast<char>(random() % 256))
                      : kPieces[random() % kPieces.size()];
    }
    const auto parsed = parse_unit(text, table, random() % 2 == 0);
    if (const auto* error = std::get_if<UnitError>(&parsed)) {
      CAPTURE(text);
      CHECK(error->begin <= error->end);
      CHECK(error->end <= text.size());
    }
  }
}

TEST_CASE("unit text: deep nesting is an error, not a crash") {
  const UnitTable table = si_units();
  std::string deep(1'000'000, '(');
  deep.append("mV");
  CHECK(std::holds_alternative<UnitError>(parse_unit(deep, table, false)));
  std::string fair(60, '(');
  fair.append("mV").append(60, ')');
  CHECK(std::holds_alternative<UnitMeaning>(parse_unit(fair, table, false)));
  std::string side_by_side = "1";
  for (int i = 0; i < 100; ++i)
    side_by_side += "*(mV)/(mV)";
  CHECK(std::holds_alternative<UnitMeaning>(parse_unit(side_by_side, table, false)));
}

}  // namespace
}  // namespace snn::units
