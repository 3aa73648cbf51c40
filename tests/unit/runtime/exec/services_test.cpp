// Draws through the treaty are the draws of runtime/random.

#include "runtime/exec/services.h"

#include "runtime/random/distributions.h"
#include "runtime/random/words.h"

#include <doctest/doctest.h>

#include <array>

namespace snn::exec {
namespace {

TEST_CASE("services: cells and edges have words of their own") {
  const snn_draw cell{.seed = 5, .step = 11, .element = 130, .stream = 77, .multiplicity = ~0U};
  random::CellWords of_cell(random::key_of(5), 11, 130, 77);
  CHECK(services().poisson(&cell, 3.5) == static_cast<double>(random::poisson(of_cell, 3.5)));
  const snn_draw edge{
      .seed = 5, .step = 0, .element = 1, .second = 2, .stream = 77, .multiplicity = 3};
  random::EdgeWords of_edge(random::key_of(5), 0, 1, 2, 77, 3);
  CHECK(services().gamma(&edge, 0.5, 2) == random::gamma(of_edge, 0.5, 2));
}

TEST_CASE("services: linear systems, singular ones too") {
  std::array<double, 4> a{2, 1, 1, 3};
  std::array<double, 2> b{3, 5};
  CHECK(services().solve(a.data(), b.data(), 2) == 1);
  CHECK(b[0] == doctest::Approx(0.8));
  CHECK(b[1] == doctest::Approx(1.4));
  std::array<float, 4> singular{1, 2, 2, 4};
  std::array<float, 2> c{1, 1};
  CHECK(services().solve_f32(singular.data(), c.data(), 2) == 0);
}

}  // namespace
}  // namespace snn::exec
