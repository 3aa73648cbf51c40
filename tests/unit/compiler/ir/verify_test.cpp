#include "compiler/ir/text/parse.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace snn::ir {
namespace {

/// Two populations, a projection, columns of every place.
constexpr const char* kNetwork = R"(program "p" machine
global @n { type i64 }
population @E { size @n fired @E.fired }
population @I { size @n }
projection @joined { source @E target @I }
field @E.v { type f64 population @E }
field @E.x { type f64 population @E length 3 }
field @E.fired { type bool role flag population @E }
field @I.g { type f32 role input population @I }
field @joined.w { type f64 place edge projection @joined }
field @joined.a { type f64 place source projection @joined }
)";

/// The first thing that is wrong with a kernel of this domain; empty when all is well.
std::string wrong(const std::string& domain, const std::string& body,
                  const std::string& rest = "") {
  source::SourceManager sources;
  diag::Diagnostics diags;
  const std::string text = std::string(kNetwork) + "kernel @k { domain " + domain +
                           " population @E projection @joined } {\n" + body + "\n}\n" + rest;
  const auto program = parse(sources, sources.add("test.snir", text), diags);
  return program ? "" : diags.all().front().message;
}

TEST_CASE("verify: a kernel reaches the cells and edges of its domain only") {
  CHECK(wrong("each_cell", "%v = load self @E.v : f64") == "");
  CHECK(wrong("each_cell", "%v = load pre @E.v : f64") ==
        "there is no `pre` in a kernel of this domain");
  CHECK(wrong("row_arrival", "%v = load pre @E.v : f64") == "");
  CHECK(wrong("row_arrival", "%v = load post @E.v : f64") == "`E.v` is no field of `post`");
  CHECK(wrong("once", "%v = load self @E.v : f64") ==
        "there is no `self` in a kernel of this domain");
  CHECK(wrong("each_edge", "%i = index edge : i64") ==
        "there is no cell `edge` in a kernel of this domain");
}

TEST_CASE("verify: a kernel changes only what no other element reaches") {
  const std::string one = "%a = const 1 : f64\n";
  CHECK(wrong("each_cell", one + "store self @E.v, %a") == "");
  CHECK(wrong("row_arrival", one + "store edge @joined.w, %a") == "");
  CHECK(wrong("row_arrival", one + "store pre @E.v, %a") ==
        "a kernel of this domain may not change `pre.E.v`");
  CHECK(wrong("source_arrival", one + "store pre @joined.a, %a") == "");
  CHECK(wrong("row_arrival", one + "store pre @joined.a, %a") ==
        "a kernel of this domain may not change `pre.joined.a`");
  const std::string wide = "%w = const 1 : f32\n";
  CHECK(wrong("row_arrival", wide + "accumulate post @I.g, %w") == "");
  CHECK(wrong("pair", wide + "accumulate post @I.g, %w\nyield %w") ==
        "a kernel of this domain may not change `post.I.g`");
  CHECK(wrong("each_cell", "%n = const 1 : i64\nstore_global @n, %n") ==
        "only a kernel that runs once changes numbers of the run");
  CHECK(wrong("once", "%n = const 1 : i64\nstore_global @n, %n") == "");
}

TEST_CASE("verify: types of operands and fields agree") {
  CHECK(wrong("each_cell", "%a = const 1 : f32\nstore self @E.v, %a") ==
        "(f64) expected, not (f32)");
  CHECK(wrong("each_cell", "%v = load self @E.v : f32") == "(f64) expected, not (f32)");
  CHECK(wrong("each_cell", "%a = const 1 : f32\n%b = const 1 : f64\n%c = add %a, %b") ==
        "operands of types (f32, f64)");
  CHECK(wrong("each_cell", "%a = const 1 : i64\n%b = exp %a") == "no operand may be of type i64");
  CHECK(wrong("each_cell", "%x = load self @E.x : f64") == "`E.x` holds 3 numbers");
}

TEST_CASE("verify: values are in sight from their instruction to the end of its block") {
  const std::string inner =
      "%c = const true : bool\nif %c {\n%a = const 1 : f64\n} else {\n}\n%b = neg %a";
  CHECK(wrong("each_cell", inner) == "`%a` is not in sight here");
  CHECK(wrong("each_cell", "yield\nyield") == "nothing may follow a yield");
}

TEST_CASE("verify: blocks give what their instruction gives") {
  const std::string condition = "%c = const true : bool\n";
  CHECK(wrong("each_cell", condition + "%r = if %c : f64 {\n} else {\n}") ==
        "(f64) expected, not ()");
  CHECK(wrong("each_cell", "%s = const 1 : f64\n%r = loop 5, %s : f64 { %x : f64\nyield %x\n}") ==
        "(bool, f64) expected, not (f64)");
  CHECK(wrong("pair", condition) == "a kernel of pairs yields one value");
  CHECK(wrong("each_cell", condition + "yield %c") == "only a kernel of pairs yields a value");
}

TEST_CASE("verify: what is for set-up is not in a step") {
  const std::string body = "%c = const true : bool\nrequire \"always\", %c";
  CHECK(wrong("each_cell", body) == "");
  CHECK(wrong("each_cell", body, "schedule { step [launch @k] }") == "legal at set-up only");
}

TEST_CASE("verify: above ideal no number is real") {
  CHECK(wrong("each_cell", "%a = const 1 : real") ==
        "`%a` is a `real` at a level where every number has its width");
}

}  // namespace
}  // namespace snn::ir
