#include "tests/layering/floors.h"

#include <doctest/doctest.h>

using snn::layering::Floors;
using snn::layering::read_floors;

namespace {

constexpr const char* kTable =
    "| floor | room | may include | what |\n"
    "|---|---|---|---|\n"
    "| 0 | compiler/support | - | ids |\n"
    "| 1 | compiler/source | compiler/support, runtime/math | files |\n"
    "| side | runtime/math | - | functions |\n";

}  // namespace

TEST_CASE("floors: a row is a room, its floor and what it may include") {
  const Floors floors = read_floors(kTable);
  CHECK(floors.mistakes.empty());
  REQUIRE(floors.rooms.size() == 3);
  CHECK(floors.rooms.at("compiler/source").floor == 1);
  CHECK(floors.rooms.at("compiler/source").may_include ==
        std::set<std::string>{"compiler/support", "runtime/math"});
  CHECK_FALSE(floors.rooms.at("runtime/math").floor.has_value());
}

TEST_CASE("floors: a file belongs to the innermost room") {
  const Floors floors = read_floors(
      "| 0 | compiler/model | - | m |\n"
      "| 1 | compiler/model/eval | - | e |\n");
  CHECK(floors.room_of("compiler/model/a.h")->path == "compiler/model");
  CHECK(floors.room_of("compiler/model/eval/a.h")->path == "compiler/model/eval");
  CHECK(floors.room_of("compiler/models/a.h") == nullptr);
}

TEST_CASE("floors: an edge leads down") {
  CHECK_FALSE(read_floors("| 0 | a | b | x |\n| 0 | b | - | x |\n").mistakes.empty());
  CHECK_FALSE(read_floors("| 0 | a | b | x |\n| 1 | b | - | x |\n").mistakes.empty());
  CHECK(read_floors("| 1 | a | b | x |\n| 0 | b | - | x |\n").mistakes.empty());
}

TEST_CASE("floors: what stands beside the building knows nothing of it") {
  CHECK_FALSE(read_floors("| side | a | b | x |\n| 0 | b | - | x |\n").mistakes.empty());
  CHECK(read_floors("| side | a | b | x |\n| side | b | - | x |\n").mistakes.empty());
}

TEST_CASE("floors: a table with an unknown room, with two rows for one, or with none is refused") {
  CHECK_FALSE(read_floors("| 1 | a | b | x |\n").mistakes.empty());
  CHECK_FALSE(read_floors("| 1 | a | - | x |\n| 2 | a | - | x |\n").mistakes.empty());
  CHECK_FALSE(read_floors("no table\n").mistakes.empty());
}
