// Pairs from files: what is read, and what is refused by name.

#include "runtime/host/data_files.h"

#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

#include <fstream>

namespace snn::host {
namespace {

using exec::PairList;

blueprint::Blueprint reading(blueprint::Rule rule) {
  blueprint::Blueprint plan;
  const auto data = plan.data.add({.path = "p.csv"});
  plan.projections.add({.name = "E -> E", .pairs = {.rule = rule, .data = data}});
  return plan;
}

status::Result<std::vector<PairList>> read(blueprint::Rule rule, const std::string& text) {
  const Folder folder("pairs");
  std::ofstream(folder / "p.csv") << text;
  return read_pairs(reading(rule), folder / "");
}

TEST_CASE("pairs: of a list by the names of its columns, or the first two") {
  const auto named = read(blueprint::Rule::List, "w,j,i\n0.5,2,1\n0.25,0,7\n");
  REQUIRE(named.is_ok());
  CHECK((*named)[0] == PairList{{1, 2}, {7, 0}});
  const auto bare = read(blueprint::Rule::List, "1,2\n7,0\n");
  REQUIRE(bare.is_ok());
  CHECK((*bare)[0] == PairList{{1, 2}, {7, 0}});
}

TEST_CASE("pairs: of a matrix where it is not 0") {
  const auto pairs = read(blueprint::Rule::Matrix, "0,0.5,0\n-1,0,0\n");
  REQUIRE(pairs.is_ok());
  CHECK((*pairs)[0] == PairList{{0, 1}, {1, 0}});
}

TEST_CASE("pairs: what cannot be read is named") {
  CHECK(read_pairs(reading(blueprint::Rule::List), "/nowhere").status().text ==
        "cannot read `p.csv`");
  CHECK(
      read(blueprint::Rule::List, "1\n2\n").status().text.starts_with("`p.csv`: a list of pairs"));
  CHECK(read(blueprint::Rule::List, "1,2\n1,-2\n").status().text ==
        "`p.csv`: pair 2 does not name two cells");
  CHECK(read(blueprint::Rule::List, "1,2\n1.5,2\n").status().text ==
        "`p.csv`: pair 2 does not name two cells");
}

}  // namespace
}  // namespace snn::host
