// Columns, globals and parts: memory as kernels expect it.

#include "runtime/state/column.h"

#include "runtime/state/globals.h"
#include "runtime/state/partition.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>

namespace snn::state {
namespace {

TEST_CASE("column: memory is zero, on cache lines, and on huge pages when it is large") {
  for (const std::uint64_t n : {1U, 100U, 3000000U}) {
    const Column column = make_column(Scalar::F32, n, 1, 0);
    REQUIRE(column.memory.data() != nullptr);
    CHECK(column.stride % kBlock == 0);
    CHECK(column.stride >= n);
    const auto address = reinterpret_cast<std::uintptr_t>(column.memory.data());
    CHECK(address % (n > 1000000 ? std::uintptr_t{2} << 20U : 64U) == 0);
    CHECK(column.get(n - 1) == 0);
  }
}

TEST_CASE("column: what a step left is found again while it is kept") {
  Column column = make_column(Scalar::I32, 5, 1, 3);
  for (std::int64_t step = 0; step < 8; ++step) {
    column.set(4, static_cast<double>(step));
    column.remember(step, 0, 5);
  }
  for (std::int64_t step = 5; step < 8; ++step) {
    CHECK(column.get(4, static_cast<std::uint32_t>(1 + step % 3)) == static_cast<double>(step));
  }
}

TEST_CASE("column: numbers that a type cannot hold become the nearest it can") {
  Column column = make_column(Scalar::I32, 1, 1, 0);
  column.set(0, 1e300);
  CHECK(column.get(0) == 2147483647);
  column.set(0, std::nan(""));
  CHECK(column.get(0) == 0);
}

TEST_CASE("globals: parameters have their declared values, in their own type") {
  blueprint::Table<blueprint::GlobalId, blueprint::Global> declared;
  const auto x = declared.add({.name = "x", .type = Scalar::F32, .value = 0.1});
  const auto seed = declared.add({.name = "seed", .type = Scalar::I64, .value = 7});
  const auto derived = declared.add(
      {.name = "k", .type = Scalar::F64, .role = blueprint::GlobalRole::Derived, .value = 3});
  Globals globals(declared);
  CHECK(globals.get(x) == static_cast<double>(0.1F));
  CHECK(globals.bits(seed) == 7);
  CHECK(globals.get(derived) == 0);
  globals.set(derived, 2.6);
  CHECK(globals.whole(derived) == 3);
  CHECK(globals.whole(blueprint::GlobalId::none, 11) == 11);
}

TEST_CASE("partition: every cell has one part, parts are whole blocks") {
  for (const std::uint64_t n : {0U, 1U, 63U, 64U, 65U, 1000U, 77169U}) {
    for (const std::size_t n_parts : {1U, 2U, 3U, 7U, 64U}) {
      std::uint64_t next = 0;
      for (std::size_t part = 0; part < n_parts; ++part) {
        const CellRange range = part_of(n, n_parts, part);
        CHECK(range.begin == next);
        CHECK((range.begin % kBlock == 0 || range.begin == n));
        next = range.end;
      }
      CHECK(next == n);
    }
  }
}

}  // namespace
}  // namespace snn::state
