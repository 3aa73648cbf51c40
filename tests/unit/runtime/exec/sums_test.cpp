#include "runtime/exec/sums.h"

#include "runtime/state/partition.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <vector>

namespace snn::exec {
namespace {

state::Column harmonic(std::uint64_t n) {
  state::Column column = state::make_column(state::Scalar::F64, n, 1, 0);
  for (std::uint64_t i = 0; i < n; ++i)
    column.set(i, 1.0 / static_cast<double>(i + 1));
  return column;
}

double sum_in_parts(const state::Column& column, std::size_t n_parts) {
  std::vector<double> sums(state::whole_blocks(column.n_elements) / state::kBlock, 0);
  for (std::size_t part = 0; part < n_parts; ++part) {
    const state::CellRange here = state::part_of(column.n_elements, n_parts, part);
    sum_blocks(column, here.begin, here.end, sums);
  }
  return sum_up(sums);
}

TEST_CASE("sums: nothing, one cell, all cells") {
  CHECK(sum_in_parts(harmonic(0), 1) == 0);
  CHECK(sum_in_parts(harmonic(1), 1) == 1);
  // The harmonic number H(1000), from its series in 1/n.
  CHECK(std::fabs(sum_in_parts(harmonic(1000), 1) - 7.485470860550345) < 1e-13);
}

TEST_CASE("sums: lanes of a block, halves of the lanes, pairs of blocks") {
  // 1 + 1e-16 is 1: only cells that meet each other first can add up to something.
  state::Column column = state::make_column(state::Scalar::F64, 129, 1, 0);
  column.set(0, 1.0);
  column.set(1, 0x1p-53);
  column.set(9, 0x1p-53);  // lane 1 takes lane 9 before lane 0 takes lane 1
  CHECK(sum_in_parts(column, 1) == 1.0 + 0x1p-52);
  column.set(9, 0.0);
  column.set(128, 0x1p-53);  // the third block comes when the first two are one
  CHECK(sum_in_parts(column, 1) == 1.0);
}

TEST_CASE("sums: the same bits for any number of parts, and whole numbers") {
  const state::Column column = harmonic(777);
  const double alone = sum_in_parts(column, 1);
  for (const std::size_t n_parts : {2U, 3U, 7U, 13U})
    CHECK(sum_in_parts(column, n_parts) == alone);
  state::Column counts = state::make_column(state::Scalar::I32, 100, 1, 0);
  for (std::uint64_t i = 0; i < 100; ++i)
    counts.set(i, 3);
  CHECK(sum_in_parts(counts, 2) == 300);
}

}  // namespace
}  // namespace snn::exec
