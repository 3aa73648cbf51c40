// The picture of a run keeps its place in time when bins are joined.

#include "runtime/measure/raster.h"

#include <doctest/doctest.h>

#include <vector>

namespace snn::measure {
namespace {

TEST_CASE("raster: a spike in each tenth, however long the run") {
  for (const std::int64_t n_steps : {10L, 1000L, 100000L, 10000000L}) {
    Raster raster(100, 4);  // cells 0, 25, 50, 75
    raster.begin(500);
    for (std::int64_t k = 0; k < 10; ++k) {
      const std::int64_t step = 500 + k * n_steps / 10 + n_steps / 20 + 1;
      raster.observe(step, std::vector<std::uint32_t>{k % 2 == 0 ? 25U : 75U, 99U});
    }
    const auto columns = raster.columns(500 + n_steps, 10);
    for (std::size_t k = 0; k < 10; ++k) {
      CAPTURE(k);
      CHECK(columns[k] == std::vector<bool>{false, k % 2 == 0, false, k % 2 == 1});
    }
  }
}

TEST_CASE("raster: small populations have a row for each cell") {
  CHECK(Raster(3, 8).n_rows() == 3);
  CHECK(Raster(0, 8).n_rows() == 0);
  CHECK(Raster(1000, 100).n_rows() == 64);
}

}  // namespace
}  // namespace snn::measure
