#include "runtime/readers/numbers.h"

#include <doctest/doctest.h>

#include <vector>

namespace snn::readers {
namespace {

using Sides = std::vector<std::size_t>;
using Values = std::vector<double>;

TEST_CASE("csv: rows and columns, row by row") {
  const auto read = read_csv("1,2.5,-3\n4e2, +5 ,6\n");
  REQUIRE(read.is_ok());
  CHECK(read->shape == Sides{2, 3});
  CHECK(read->values == Values{1, 2.5, -3, 400, 5, 6});
  CHECK(read->columns.empty());
}

TEST_CASE("csv: names in the first line, remarks, blank lines, line ends of other systems") {
  const auto read = read_csv("\xEF\xBB\xBF# made by hand\r\ni,j\r\n\r\n0,1\r\n# two\r\n2,3");
  REQUIRE(read.is_ok());
  CHECK(read->columns == std::vector<std::string>{"i", "j"});
  CHECK(read->shape == Sides{2, 2});
  CHECK(read->values == Values{0, 1, 2, 3});
}

TEST_CASE("csv: what is wrong is said with its line") {
  CHECK(read_csv("1,2\n3\n").status().text == "line 2 has 1 fields, the first has 2");
  CHECK(read_csv("1\ntwo\n").status().text == "line 2 holds `two`, which is no number");
  CHECK(read_csv("1,\n").status().text == "line 1 holds ``, which is no number");
  CHECK(read_csv("").status().text == "holds no numbers");
  CHECK(read_csv("a,b\n").status().text == "holds no numbers");
  CHECK_FALSE(read_csv("1 2\n").is_ok());
  CHECK_FALSE(read_csv("0x10\n1\n2a\n").is_ok());
}

TEST_CASE("numbers: the ending of the name is the format") {
  CHECK(read_numbers("a.csv", "1\n").is_ok());
  CHECK_FALSE(read_numbers("a.npy", "1\n").is_ok());
  CHECK(read_numbers("a.txt", "1\n").status().text ==
        "ends neither in .npy nor in .csv, the formats that are read");
}

}  // namespace
}  // namespace snn::readers
