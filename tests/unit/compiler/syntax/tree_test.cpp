// The shapes of trees where the grammar had a choice.

#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

namespace snn::syntax {
namespace {

TEST_CASE("expressions: a power binds tighter than a sign, and to the right") {
  CHECK(Parsed("const a = -x^2^y").tree() ==
        "const a\n  unary -\n    binary ^\n      ref x\n      binary ^\n        number 2\n"
        "        ref y\n");
  CHECK(Parsed("const a = 2^-x").tree() ==
        "const a\n  binary ^\n    number 2\n    unary -\n      ref x\n");
}

TEST_CASE("expressions: products before sums before comparisons before logic") {
  CHECK(Parsed("const a = not x + 2*y > 1 and b or c").tree() ==
        "const a\n  binary or\n    binary and\n      unary not\n        binary >\n"
        "          binary +\n            ref x\n            binary *\n              number 2\n"
        "              ref y\n          number 1\n      ref b\n    ref c\n");
}

TEST_CASE("expressions: operators of one strength lean to the left") {
  CHECK(Parsed("const a = x - y - z").tree() ==
        "const a\n  binary -\n    binary -\n      ref x\n      ref y\n    ref z\n");
}

TEST_CASE("expressions: a conditional reaches as far as it can") {
  CHECK(Parsed("const a = if x then 1 else 2 + y").tree() ==
        "const a\n  if\n    condition: ref x\n    then: number 1\n    else: binary +\n"
        "      number 2\n      ref y\n");
}

TEST_CASE("expressions: calls on members, named arguments, sums over a range") {
  CHECK(Parsed("const a = pre.r(t - d)").tree() ==
        "const a\n  call pre.r\n    arguments\n      binary -\n        ref t\n        ref d\n");
  CHECK(Parsed("const a = f(x, tau = 3, sum(i in 0..5: i))").tree() ==
        "const a\n  call f\n    arguments\n      ref x\n      tau: number 3\n      call sum\n"
        "        arguments\n          i in: range\n            from: number 0\n"
        "            to: number 5\n            value: ref i\n");
}

TEST_CASE("expressions: subscripts and ranges inside references") {
  CHECK(Parsed("const a = net.E[0..50].w[i, 2]").tree() ==
        "const a\n  ref net.E[].w[]\n    index: range\n      from: number 0\n      to: number 50\n"
        "    index: ref i\n    index: number 2\n");
}

TEST_CASE("items: an equation does not continue the line before as a call") {
  CHECK(Parsed::item("I += g\nC * dV/dt = I") ==
        "contribution I +=\n  ref g\nequation V order 1\n  coefficient: ref C\n  ref I\n");
}

TEST_CASE("items: newlines and semicolons mean nothing between them") {
  const char* const lines = "state a = 1\nstate b = 2\nda/dt = b\non pre { a = 1\nb = 2 }";
  const char* const one_line = "state a = 1; state b = 2 da/dt = b; on pre { a = 1; b = 2; }";
  CHECK(Parsed::item(lines) == Parsed::item(one_line));
}

TEST_CASE("items: `pairs prob(p)` is a probability, not a rule called prob") {
  CHECK(Parsed("network n { connect a -> b { pairs prob(0.1) except self } }").tree() ==
        "network n\n  connect\n    from: a\n    to: b\n    pairs\n      prob: parentheses\n"
        "        number 0.1\n      except: ref self\n");
}

TEST_CASE("items: a tuple of targets shares one port") {
  CHECK(Parsed("network n { drive (E, I).s ~ f(1) }").tree() ==
        "network n\n  drive ~\n    target: group.s\n      E\n      I\n    call f\n      arguments\n"
        "        number 1\n");
}

TEST_CASE("items: every kind of model can be built on another") {
  CHECK(Parsed("neuron A extends B(x = 1) { }").tree() ==
        "neuron A\n  extends B\n    arguments\n      x: number 1\n");
  CHECK(Parsed("synapse A extends B { }").tree() == "synapse A\n  extends B\n");
  CHECK(Parsed("mechanism A on V: mV extends B { }").tree() ==
        "mechanism A\n  on V : mV\n  extends B\n");
  CHECK(Parsed("mechanism A extends B { }").tree() == "mechanism A\n  extends B\n");
  CHECK(Parsed("plasticity A on w: target in [0, 1] extends B { }").tree() ==
        "plasticity A\n  on w : target\n    bounds [low, high]\n      low: number 0\n"
        "      high: number 1\n  extends B\n");
  CHECK(Parsed("plasticity A extends B { }").tree() == "plasticity A\n  extends B\n");
}

TEST_CASE("items: units are declared with and without prefixes, and with a zero") {
  CHECK(Parsed("unit V prefixed = 1 [J/(A*s)]\nunit degC = 1 K from 273.15 K").tree() ==
        "unit V prefixed\n  quantity 1 [J/(A*s)]\nunit degC\n  quantity 1 [K]\n"
        "  from: quantity 273.15 [K]\n");
}

TEST_CASE("items: imports of modules, of names, of files") {
  CHECK(Parsed("import std.plasticity.{PairSTDP, Clopath}\nimport std.neurons as n\n"
               "import \"cells.snn\" as cells")
            .tree() ==
        "import std.plasticity: PairSTDP Clopath\nimport std.neurons as n\n"
        "import \"cells.snn\" as cells\n");
}

TEST_CASE("items: a unit in brackets is its inside") {
  CHECK(Parsed::item("input pool: [Hz^2]") == "input pool : Hz^2\n");
  CHECK(Parsed::item("input s: spike nS in [0, inf)") ==
        "input s spike : nS\n  bounds [low, high)\n    low: number 0\n    high: inf\n");
}

}  // namespace
}  // namespace snn::syntax
