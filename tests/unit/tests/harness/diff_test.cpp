#include "tests/harness/diff.h"

#include <doctest/doctest.h>

using snn::golden::unified_diff;

TEST_CASE("diff: equal texts do not differ") {
  CHECK(unified_diff("a\nb\n", "a\nb\n").empty());
}

TEST_CASE("diff: a changed line is shown with three lines around it") {
  CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nV\n6\n7\n8\n9\n") ==
        "@@ -2 +2 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n");
}

TEST_CASE("diff: changes far apart are shown apart") {
  const std::string gap = "1\n2\n3\n4\n5\n6\n7\n8\n";
  const std::string diff = unified_diff("a\n" + gap + "b\n", "A\n" + gap + "B\n");
  CHECK(diff.find("@@ -1 +1 @@") != std::string::npos);
  CHECK(diff.find("@@ -7 +7 @@") != std::string::npos);
}

TEST_CASE("diff: a missing newline at the end is a difference") {
  CHECK_FALSE(unified_diff("a\n", "a").empty());
}

TEST_CASE("diff: all of a text is new when there was none") {
  CHECK(unified_diff("", "a\n") == "@@ -1 +1 @@\n+a\n");
}
