#include "tests/harness/fixes.h"

#include <doctest/doctest.h>

using snn::golden::apply_edits;

TEST_CASE("fixes: an edit replaces the characters of its place") {
  CHECK(apply_edits("a = 1\nb = µV\n", {{.place = {2, 5, 2, 7}, .text = "mV"}}) ==
        "a = 1\nb = mV\n");
}

TEST_CASE("fixes: an empty place inserts") {
  CHECK(apply_edits("ab\n", {{.place = {1, 2, 1, 2}, .text = "-"}}) == "a-b\n");
  CHECK(apply_edits("ab\n", {{.place = {2, 1, 2, 1}, .text = "}\n"}}) == "ab\n}\n");
}

TEST_CASE("fixes: several edits count in the text before all of them") {
  CHECK(apply_edits("a b c\n", {{.place = {1, 1, 1, 2}, .text = "xx"},
                                {.place = {1, 5, 1, 6}, .text = "yy"}}) == "xx b yy\n");
}

TEST_CASE("fixes: an edit may reach over lines") {
  CHECK(apply_edits("a (\n) b\n", {{.place = {1, 3, 2, 2}, .text = "c"}}) == "a c b\n");
}
