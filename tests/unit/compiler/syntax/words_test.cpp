// What ANTLR's lexer and the slips before the grammar make of numbers, units and names.

#include "compiler/syntax/lexemes.h"
#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::syntax {
namespace {

TEST_CASE("units: a name that begins the next declaration is not a unit") {
  CHECK(Parsed::item("param { A_y = 4  C = 1 pF }") ==
        "param { }\n  A_y =\n    number 4\n  C =\n    quantity 1 [pF]\n");
  CHECK(Parsed::item("param { a = 4  s ~ f(1) }") ==
        "param { }\n  a =\n    number 4\n  s ~\n    call f\n      arguments\n        number 1\n");
  CHECK(Parsed::item("param { a = 4  m: mV }") == "param { }\n  a =\n    number 4\n  m : mV\n");
  CHECK(Parsed::item("let a = 4  m' = 1") ==
        "let a\n  number 4\nequation m order 1 primed\n  number 1\n");
  CHECK(Parsed::item("let a = 4  m[3]' = 1") ==
        "let a\n  number 4\nequation m[] order 1 primed\n  index: number 3\n  number 1\n");
  CHECK(Parsed::item("let a = 4  V += 1") == "let a\n  number 4\ncontribution V +=\n  number 1\n");
  CHECK(Parsed::item("let a = 4  s.x += 1") ==
        "let a\n  number 4\ncontribution s.x +=\n  number 1\n");
}

TEST_CASE("units: a unit stands on the line of its number") {
  CHECK(Parsed::item("let a = 4\nC * dV/dt = 1") ==
        "let a\n  number 4\nequation V order 1\n  coefficient: ref C\n  number 1\n");
}

TEST_CASE("units: a glued product multiplies by a value") {
  CHECK(Parsed::item("param V = 1\nlet a = 3 nS*V") ==
        "param\n  V =\n    number 1\nlet a\n  binary *\n    quantity 3 [nS]\n    ref V\n");
}

TEST_CASE("units: quotients, powers, `per` and brackets belong to the unit") {
  const auto unit_of = [](const std::string& written) {
    const std::string item = Parsed::item("let a = " + written);
    const std::size_t begin = item.find('[') + 1;
    return item.substr(begin, item.rfind(']') - begin);
  };
  CHECK(unit_of("10 mV/ms") == "mV/ms");
  CHECK(unit_of("1 uF/cm^2") == "uF/cm^2");
  CHECK(unit_of("1 per ms") == "per ms");
  CHECK(unit_of("8 mV per ms") == "mV per ms");
  CHECK(unit_of("0.04 [1/(mV*ms)]") == "1/(mV*ms)");
  CHECK(unit_of("2 mm²") == "mm²");
  CHECK(unit_of("3 µA") == "µA");
  CHECK(unit_of("3 μA") == "μA");
}

TEST_CASE("units: a unit ends where the word ends") {
  CHECK(Parsed("experiment e { sweep g in 3..8 step 0.5 { } }").tree() ==
        "experiment e\n  sweep\n    g in: range\n      from: number 3\n      to: number 8\n"
        "      step: number 0.5\n");
}

TEST_CASE("units: a range of quantities") {
  CHECK(Parsed("experiment e { sweep g in 0 mV..5 mV { } }").tree() ==
        "experiment e\n  sweep\n    g in: range\n      from: quantity 0 [mV]\n"
        "      to: quantity 5 [mV]\n");
}

TEST_CASE("units: a sign before degrees Celsius belongs to the literal") {
  CHECK(Parsed::item("let T = -5 degC") == "let T\n  quantity -5 [degC]\n");
  CHECK(Parsed::item("let T = +5 degC") == "let T\n  quantity 5 [degC]\n");
  CHECK(Parsed::item("let T = -5 mV") == "let T\n  unary -\n    quantity 5 [mV]\n");
  CHECK(Parsed::item("let T = a - 5 degC") ==
        "let T\n  binary -\n    ref a\n    quantity 5 [degC]\n");
}

TEST_CASE("derivatives: written as a quotient, with an order, with primes") {
  CHECK(Parsed::item("dV/dt = 1") == "equation V order 1\n  number 1\n");
  CHECK(Parsed::item("d2x/dt2 = 1") == "equation x order 2\n  number 1\n");
  CHECK(Parsed::item("x'' = 1") == "equation x order 2 primed\n  number 1\n");
  CHECK(Parsed::item("dr1/dt = 1") == "equation r1 order 1\n  number 1\n");
  CHECK(Parsed::item("2 * tau * soma.V' = 1") ==
        "equation soma.V order 1 primed\n  coefficient: number 2\n  coefficient: ref tau\n"
        "  number 1\n");
}

TEST_CASE("derivatives: a quotient that only begins like one is a quotient") {
  CHECK(Parsed::item("let a = dx/dtau") == "let a\n  binary /\n    ref dx\n    ref dtau\n");
}

TEST_CASE("names: soft keywords are good names") {
  for (const std::string name :
       {"at", "by", "data", "drive", "event", "feed", "from", "group", "pairs", "per", "place",
        "prefixed", "prob", "rate", "set", "step", "to", "unit"}) {
    CAPTURE(name);
    CHECK(Parsed::item("param " + name + " = 1") == "param\n  " + name + " =\n    number 1\n");
    CHECK(Parsed::item("let a = 2*" + name) ==
          "let a\n  binary *\n    number 2\n    ref " + name + "\n");
  }
}

TEST_CASE("names: Greek letters are letters") {
  CHECK(Parsed::item("param τ = 1") == "param\n  τ =\n    number 1\n");
}

TEST_CASE("comments: collected in order, `##` told apart") {
  const Parsed parsed("# a\nconst x = 1  ## b\n## c\n");
  REQUIRE(parsed.file.comments.size() == 3);
  CHECK(parsed.sources.text(parsed.file.comments[0].span) == "# a");
  CHECK_FALSE(parsed.file.comments[0].is_doc);
  CHECK(parsed.sources.text(parsed.file.comments[1].span) == "## b");
  CHECK(parsed.file.comments[1].is_doc);
  CHECK(parsed.sources.text(parsed.file.comments[2].span) == "## c");
}

TEST_CASE("spans: bytes, also behind characters of several bytes") {
  const Parsed parsed("# ü€\nconst τ = 3\n");
  REQUIRE(parsed.file.top.size() == 1);
  const auto& item = parsed.file[parsed.file.top[0]];
  CHECK(parsed.sources.text(item.span) == "const τ = 3");
  CHECK(std::get<ast::Const>(item.kind).name.text == "τ");
}

TEST_CASE("lexemes: which words are units") {
  for (const char* word : {"mV", "ms", "ohm", "Mohm", "uF", "degC", "Hz"})
    CHECK(is_unit_word(word));
  for (const char* word : {"tau", "msec", "h", "d", "min", "step", "", "mV ms"}) {
    CHECK_FALSE(is_unit_word(word));
  }
}

}  // namespace
}  // namespace snn::syntax
