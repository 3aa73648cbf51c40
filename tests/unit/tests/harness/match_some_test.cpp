#include "tests/harness/match_some.h"

#include <doctest/doctest.h>

using snn::golden::match_some;

TEST_CASE("match some: patterns are found in order, with lines between") {
  CHECK(match_some({"one", "three"}, "one\ntwo\nthree\n").empty());
  CHECK_FALSE(match_some({"three", "one"}, "one\ntwo\nthree\n").empty());
}

TEST_CASE("match some: only text in double braces is a regular expression") {
  CHECK(match_some({"%{{[0-9]+}} = a.b"}, "  %12 = a.b\n").empty());
  CHECK_FALSE(match_some({"a.b"}, "axb\n").empty());
}

TEST_CASE("match some: an expression that cannot be read is said so") {
  CHECK(match_some({"{{[}}"}, "x\n").find("cannot be read") != std::string::npos);
}
