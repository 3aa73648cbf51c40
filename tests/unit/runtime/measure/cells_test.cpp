// Which cells a measure is about.

#include "runtime/measure/cells.h"

#include <doctest/doctest.h>

#include <vector>

namespace snn::measure {
namespace {

constexpr auto kE = static_cast<blueprint::PopulationId>(0);
constexpr auto kI = static_cast<blueprint::PopulationId>(1);

TEST_CASE("cells: positions run through the parts") {
  const CellSet cells({{kE, 2, 9, 3}, {kI, 0, 2, 1}});
  // 2, 5, 8 of E, then 0, 1 of I
  CHECK(cells.size() == 5);
  CHECK(cells.cell(2).second == 8);
  CHECK(cells.cell(3).first->population == kI);
  std::vector<Position> positions;
  cells.select(0, std::vector<std::uint32_t>{0, 1, 2, 3, 5, 6, 8, 9, 11}, positions);
  CHECK(positions == std::vector<Position>{0, 1, 2});
  cells.select(1, std::vector<std::uint32_t>{1, 2}, positions);
  CHECK(positions == std::vector<Position>{0, 1, 2, 4});
}

TEST_CASE("cells: an empty slice holds none") {
  const CellSet cells({{kE, 5, 5, 1}});
  CHECK(cells.size() == 0);
  std::vector<Position> positions;
  cells.select(0, std::vector<std::uint32_t>{5}, positions);
  CHECK(positions.empty());
}

TEST_CASE("cells: those that two sets share") {
  const CellSet first({{kE, 0, 4, 1}});
  const CellSet second({{kI, 0, 4, 1}, {kE, 3, 6, 1}});
  CHECK(shared_cells(first, second) == std::vector<std::pair<Position, Position>>{{3, 4}});
}

}  // namespace
}  // namespace snn::measure
