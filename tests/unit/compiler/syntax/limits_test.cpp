// No text is too deep, too long or too wild.

#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::syntax {
namespace {

std::string times(std::size_t n, const std::string& text) {
  std::string result;
  result.reserve(n * text.size());
  for (std::size_t i = 0; i < n; ++i)
    result += text;
  return result;
}

std::string constant(const std::string& value) {
  return "const a = " + value + "\nconst b = 1\n";
}

TEST_CASE("limits: 256 levels are read, one more is told at its place") {
  CHECK(Parsed(constant(times(256, "(") + "1" + times(256, ")"))).codes().empty());
  const Parsed deeper(constant(times(257, "(") + "1" + times(257, ")")));
  CHECK(deeper.codes() == "P033");
  CHECK(deeper.diags.all()[0].span.begin == 10 + 256);
}

TEST_CASE("limits: nesting without brackets counts too") {
  CHECK(Parsed(constant(times(256, "- ") + "1")).codes().empty());
  CHECK(Parsed(constant(times(257, "- ") + "1")).codes() == "P033");
  CHECK(Parsed(constant(times(257, "not ") + "x")).codes() == "P033");
  CHECK(Parsed(constant(times(257, "2^") + "x")).codes() == "P033");
  CHECK(Parsed(constant(times(257, "if x then y else ") + "x")).codes() == "P033");
  CHECK(Parsed(constant(times(100, "(- 2^") + "x" + times(100, ")"))).codes() == "P033");
}

TEST_CASE("limits: what follows a text that is too deep is read") {
  CHECK(Parsed(constant(times(300, "(") + "1" + times(300, ")")))
            .tree()
            .ends_with("const b\n  number 1\n"));
  CHECK(Parsed(constant(times(300, "- ") + "1")).tree().ends_with("const b\n  number 1\n"));
}

TEST_CASE("limits: blocks in blocks") {
  CHECK(
      Parsed::item("on s { " + times(300, "if a { ") + times(300, "} ") + "}").starts_with("P033"));
  // Side by side they do not nest.
  CHECK_FALSE(Parsed::item("on s { " + times(300, "if a { } ") + "}").starts_with("P033"));
  CHECK_FALSE(
      Parsed::item("on s { if a { } " + times(300, "else if b { } ") + "}").starts_with("P033"));
}

TEST_CASE("limits: 1000 operators in a row are read, more are told") {
  CHECK(Parsed(constant("1" + times(1000, " + 1"))).codes().empty());
  const Parsed longer(constant("1" + times(1001, " + 1")));
  CHECK(longer.codes() == "P034");
  CHECK(longer.tree().ends_with("const b\n  number 1\n"));
}

TEST_CASE("limits: operators are counted along the deepest path") {
  const std::string chain = "1" + times(600, " + 1");
  // One inside the other is too long, one after the other is not.
  CHECK(Parsed(constant("(" + chain + ")" + times(600, " + 1"))).codes() == "P034");
  CHECK(Parsed(constant("f(" + chain + ", " + chain + ")")).codes().empty());
  CHECK(Parsed(constant("f(" + chain + ", 1)" + times(600, " + 1"))).codes() == "P034");
}

TEST_CASE("limits: a megabyte of anything is answered") {
  constexpr std::size_t kMegabyte = 1U << 20U;
  for (const std::string part : {"(", "[", "{", "\"", ")", "}", "- ", "a^", "1[", "\n{",
                                 "neuron A {\n", "@", "**", "x = ", "let x y z\n", "if:\n"}) {
    CAPTURE(part);
    const Parsed parsed(times(kMegabyte / part.size(), part));
    CHECK_FALSE(parsed.diags.all().empty());
    CHECK(parsed.diags.all().size() < 200);
  }
}

}  // namespace
}  // namespace snn::syntax
