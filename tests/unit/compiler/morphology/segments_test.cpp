#include "compiler/morphology/segments.h"

#include <doctest/doctest.h>

namespace snn::morphology {
namespace {

// 150 ohm cm, 1 uF/cm^2 in internal units.
constexpr Membrane kMembrane{0.0015, 0.01};

TEST_CASE("segments: the space constant of 2 um at 100 Hz is 325.7 um") {
  // lambda = 1/2 sqrt(d/(pi f R_a C_m)) = 1e5 sqrt(2/(4 pi 100 150 1)) um, as NEURON has it.
  CHECK(space_constant(2, kMembrane, 0.1) == doctest::Approx(325.735).epsilon(1e-5));
}

TEST_CASE("segments: an odd number, and one more pair for each whole fifth of the space constant") {
  CHECK(segments_for(0.01, 0.1) == 1);
  CHECK(segments_for(0.109, 0.1) == 1);
  CHECK(segments_for(0.111, 0.1) == 3);
  CHECK(segments_for(0.309, 0.1) == 3);
  CHECK(segments_for(0.311, 0.1) == 5);
  CHECK(segments_for(500 / 325.735, 0.1) == 17);
}

}  // namespace
}  // namespace snn::morphology
