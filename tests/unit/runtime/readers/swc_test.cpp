#include "runtime/readers/swc.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::readers {
namespace {

std::string why(std::string_view text) {
  return read_swc(text).status().text;
}

TEST_CASE("swc: samples in the order of the tree, parents as positions") {
  const auto read = read_swc(
      "# a cell\r\n"
      "1 1 0 0 0 10 -1\r\n"
      "5 3 0 20 0 1.5 4   # behind its parent\n"
      "4 3 0 10 0 2 1\n\n"
      "6 2 0 -30 0 +0.5 1");
  REQUIRE(read.is_ok());
  REQUIRE(read->size() == 4);
  CHECK((*read)[0].parent == 0);
  CHECK((*read)[0].type == kSwcSoma);
  for (std::size_t i = 1; i < read->size(); ++i)
    CHECK((*read)[i].parent < i);
  for (const SwcSample& sample : *read) {
    if (sample.number != 5) continue;
    CHECK((*read)[sample.parent].number == 4);
    CHECK(sample.radius == 1.5);
    CHECK(sample.line == 3);
  }
}

TEST_CASE("swc: what is wrong is said with its line") {
  CHECK(why("") == "holds no samples");
  CHECK(why("1 1 0 0 0 1 -1\n2 3 0 0 1 1") ==
        "line 2: 6 fields; a sample has 7: number, type, x, y, z, radius, parent");
  CHECK(why("i,j,w\n") ==
        "line 1: 3 fields; a sample has 7: number, type, x, y, z, radius, parent");
  CHECK(why("1 1 0 0 zero 1 -1") == "line 1: `zero` is no number");
  CHECK(why("1 1 0 0 nan 1 -1") == "line 1: `nan` is no number");
  CHECK(why("1 1 0 0 0 -2 -1") == "line 1: the radius of sample 1 is not above 0");
  CHECK(why("1 1 0 0 0 1 -1\n1 3 0 0 1 1 1") == "line 2: sample 1 stands in line 1 already");
  CHECK(why("1 1 0 0 0 1 -1\n2 3 0 0 1 1 9") ==
        "line 2: sample 2 hangs on 9, which is not in the file");
  CHECK(why("1 1 0 0 0 1 -1\n2 3 0 0 1 1 -1") ==
        "line 2: sample 2 is a second root; the first stands in line 1");
  CHECK(why("1 1 0 0 0 1 -1\n2 3 0 0 1 1 3\n3 3 0 0 2 1 2") ==
        "line 2: sample 2 is part of a loop: its parents lead back to it");
  CHECK(why("1 1 0 0 0 1 2\n2 3 0 0 1 1 1") == "has no root: no sample has the parent -1");
  CHECK(why("1 3 0 0 0 1 -1") == "line 1: the root is no soma, which has type 1");
  CHECK(why("1.5 1 0 0 0 1 -1") == "line 1: samples have whole numbers");
}

}  // namespace
}  // namespace snn::readers
