// Fixes: applied, they give a text that is read without a word, and the tree of that text is the
// one that was already made.

#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::syntax {
namespace {

void check_mended(const std::string& wrong, const std::string& right) {
  CAPTURE(wrong);
  const Parsed parsed(wrong);
  CHECK_FALSE(parsed.diags.all().empty());
  CHECK(parsed.fixed() == right);
  const Parsed mended(right);
  CHECK(mended.codes().empty());
  CHECK(mended.tree() == parsed.tree());
}

TEST_CASE("repairs: signs that are missing") {
  check_mended("const a 3\n", "const a = 3\n");
  check_mended("fn f(a b) = a\n", "fn f(a, b) = a\n");
  check_mended("const a = (1 + 2\nconst b = 1\n", "const a = (1 + 2)\nconst b = 1\n");
  check_mended("const a = [1, 2\nconst b = 1\n", "const a = [1, 2]\nconst b = 1\n");
  check_mended("neuron A { input I mV }\n", "neuron A { input I: mV }\n");
  check_mended("neuron A  state x = 1 }\n", "neuron A {  state x = 1 }\n");
  check_mended("network n { connect a b.s }\n", "network n { connect a -> b.s }\n");
}

TEST_CASE("repairs: signs that are another") {
  check_mended("const a == 3\n", "const a = 3\n");
  check_mended("fn f(a; b) = a\n", "fn f(a, b) = a\n");
  check_mended("neuron A { on s { if x = 3 { y = 1 } } }\n",
               "neuron A { on s { if x == 3 { y = 1 } } }\n");
  check_mended("neuron A { dV/dt += x }\n", "neuron A { dV/dt = x }\n");
}

TEST_CASE("repairs: words that are misspelt") {
  check_mended("neurn A { paramm b = 1 }\n", "neuron A { param b = 1 }\n");
  check_mended("experiment e { record x too \"f.csv\" }\n",
               "experiment e { record x to \"f.csv\" }\n");
  check_mended("neuron A { spike when V > 1 refractory 2 ms hodl V { V = 0 } }\n",
               "neuron A { spike when V > 1 refractory 2 ms hold V { V = 0 } }\n");
}

TEST_CASE("repairs: words that are missing or too many") {
  check_mended("neuron A { inject a I }\n", "neuron A { inject a to I }\n");
  check_mended("network n { connect a -> b.s Static }\n",
               "network n { connect a -> b.s via Static }\n");
  check_mended("neuron A { let let a = 3 }\n", "neuron A { let a = 3 }\n");
  check_mended("const a = (1 + 2))\n", "const a = (1 + 2)\n");
  check_mended("neuron A { state x = 1 } }\nconst b = 1\n",
               "neuron A { state x = 1 } \nconst b = 1\n");
}

TEST_CASE("repairs: words in the wrong order") {
  check_mended("neuron A { x state = 1 }\n", "neuron A { state x = 1 }\n");
}

TEST_CASE("repairs: habits of other languages") {
  check_mended("const a = 2**3\n", "const a = 2^3\n");
  check_mended("const a = b&&!c || d\n", "const a = b and not c or d\n");
  check_mended("const a = 10*mV\n", "const a = 10 mV\n");
  check_mended("const a = 3 − 2\n", "const a = 3 - 2\n");
  check_mended("neuron A:\n  state x = 1\n  on s: x = 2\nconst b = 1\n",
               "neuron A {\n  state x = 1\n  on s { x = 2 }\n}\nconst b = 1\n");
}

TEST_CASE("repairs: numbers written half") {
  check_mended("const a = .5\n", "const a = 0.5\n");
  check_mended("const a = 1.\n", "const a = 1\n");
  check_mended("const a = .5 mV\n", "const a = 0.5 mV\n");
}

TEST_CASE("repairs: derivatives") {
  check_mended("neuron A { tau * dV / dt = 1 }\n", "neuron A { tau * dV/dt = 1 }\n");
  check_mended("neuron A { d2x/dt = 1 }\n", "neuron A { d2x/dt2 = 1 }\n");
}

TEST_CASE("repairs: all names of a line are parted at once") {
  check_mended("neuron A { param a = 1  b = 2  c = 3 }\n",
               "neuron A { param a = 1,  b = 2,  c = 3 }\n");
}

TEST_CASE("repairs: a definition without `let`, a start value without `state`") {
  check_mended("neuron A {\n  x = 3\n}\n", "neuron A {\n  let x = 3\n}\n");
  check_mended("neuron A {\n  x = 3\n  dx/dt = 1\n}\n",
               "neuron A {\n  state x = 3\n  dx/dt = 1\n}\n");
}

TEST_CASE("repairs: an unknown unit is left to the checker") {
  const Parsed parsed("const a = 10 msec\n");
  CHECK(parsed.codes().empty());
  CHECK(parsed.tree() == "const a\n  quantity 10 [msec]\n");
}

}  // namespace
}  // namespace snn::syntax
