// One mistake gives one message, and what stands around it is kept.

#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::syntax {
namespace {

TEST_CASE("recovery: a broken line keeps its name") {
  CHECK(Parsed::item("param tau = \nstate V = 0 mV") ==
        "P011param\n  tau =\n    (error)\nstate\n  V =\n    quantity 0 [mV]\n");
  CHECK(Parsed::item("let x = 3 + \ndV/dt = x") ==
        "P011let x\n  binary +\n    number 3\n    (error)\nequation V order 1\n  ref x\n");
}

TEST_CASE("recovery: the declarations around a mistake are read") {
  const Parsed parsed("const a = 1\nneuron B { ? ! x y z }\nconst c = 3\n");
  const std::string tree = parsed.tree();
  CHECK(tree.starts_with("const a\n  number 1\nneuron B\n"));
  CHECK(tree.ends_with("const c\n  number 3\n"));
}

TEST_CASE("recovery: what cannot be understood is an error item") {
  CHECK(Parsed::item("state a = 1\nfoo bar baz 3 4\nstate b = 2") ==
        "P013state\n  a =\n    number 1\n(error)\nstate\n  b =\n    number 2\n");
}

TEST_CASE("recovery: an item of another place is skipped with its braces") {
  CHECK(Parsed::item("population p[3] : LIF { V = 3\n W = 4 }\nstate b = 2") ==
        "P022(error)\nstate\n  b =\n    number 2\n");
}

TEST_CASE("recovery: mistakes in two declarations are both told") {
  CHECK(Parsed("const a =\nconst b = )\nconst c = 1\n").codes() == "P011 P010");
}

TEST_CASE("recovery: a missing brace is put where the indentation says") {
  const Parsed parsed("neuron A {\n  param {\n    a = 1\n  state b = 2\n}\nneuron B { }\n");
  CHECK(parsed.codes() == "P001");
  CHECK(parsed.fixed() ==
        "neuron A {\n  param {\n    a = 1\n  }\n  state b = 2\n}\nneuron B { }\n");
  CHECK(parsed.tree() ==
        "neuron A\n  param { }\n    a =\n      number 1\n  state\n    b =\n      number 2\n"
        "neuron B\n");
}

TEST_CASE("recovery: several missing braces are one mistake") {
  const Parsed parsed("neuron A {\n  on s {\n    if x {\n      y = 1\n");
  CHECK(parsed.codes() == "P001");
  CHECK(Parsed(parsed.fixed()).codes().empty());
}

TEST_CASE("recovery: one line, one message, when its echo is not a mistake of its own") {
  CHECK(Parsed("LIF neuron {\n}\n").codes() == "P010");
}

TEST_CASE("recovery: a colon is no block where a unit is still to come") {
  CHECK(Parsed("mechanism M\n  on V: mV {\n}\n").codes().empty());
  CHECK(Parsed("mechanism M on V:\n mV {\n}\n").codes().empty());
  CHECK(Parsed::item("input s:\n  spike").starts_with("input"));
}

TEST_CASE("recovery: after many mistakes the rest is read without a word") {
  std::string text = "neuron A {\n";
  for (int i = 0; i < 1000; ++i)
    text += "  state = 1\n";
  const Parsed parsed(text + "}\nneuron B { }\n");
  CHECK(parsed.diags.all().size() <= 50);
  CHECK(parsed.tree().ends_with("neuron B\n"));
}

}  // namespace
}  // namespace snn::syntax
