// Areas and resistances of cones against their integrals, and where branches meet.

#include "compiler/morphology/shape.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

namespace snn::morphology {
namespace {

constexpr double kPi = std::numbers::pi;

Shape shape(std::string_view text, double n_segments) {
  const auto samples = readers::read_swc(text);
  REQUIRE(samples.is_ok());
  Division division;
  division.membrane = {0.0015, 0.01};
  division.d_lambda = 0.1;
  division.frequency = 0.1;
  if (n_segments > 0) division.n_segments = n_segments;
  return shape_of(*samples, division);
}

TEST_CASE("shape: a soma of one sample is a sphere's area in one node") {
  const Shape found = shape("1 1 0 0 0 10 -1\n", 5);
  REQUIRE(found.areas.size() == 1);
  CHECK(found.areas[0] == doctest::Approx(4 * kPi * 100));
  CHECK(found.resistances[0] == 0);
}

TEST_CASE("shape: a soma of three samples is the same") {
  const Shape found = shape("1 1 0 0 0 10 -1\n2 1 0 10 0 10 1\n3 1 0 -10 0 10 1\n", 5);
  REQUIRE(found.areas.size() == 1);
  CHECK(found.areas[0] == doctest::Approx(4 * kPi * 100));
}

TEST_CASE("shape: a cone's area and resistance, whatever the number of segments") {
  // From radius 2 to 1 over 30 um: pi (2 + 1) sqrt(30^2 + 1), 30/(pi 2 1).
  for (const double n : {1.0, 3.0, 7.0}) {
    const Shape found = shape("1 1 0 0 0 10 -1\n2 3 10 0 0 2 1\n3 3 40 0 0 1 2\n", n);
    REQUIRE(found.areas.size() == static_cast<std::size_t>(n) + 1);
    double area = 0;
    double resistance = 0;
    for (std::size_t i = 1; i < found.areas.size(); ++i) {
      area += found.areas[i];
      resistance += found.resistances[i];
    }
    CHECK(area == doctest::Approx(3 * kPi * std::sqrt(901)));
    // From the beginning to the middle of the last segment.
    const double last = 1 + 1 / (2 * n);
    const double rest = (30 / (2 * n)) / (kPi * last * 1);
    CHECK(resistance == doctest::Approx(30 / (2 * kPi) - rest));
  }
}

TEST_CASE("shape: a step of the radius is a ring of membrane, but not where a branch begins") {
  // Cylinders of radius 2 and 1, each 30 um long; the ring between them has pi (2^2 - 1^2).
  const std::string_view stem = "1 1 0 0 0 10 -1\n2 3 10 0 0 2 1\n3 3 40 0 0 2 2\n";
  for (const double n : {2.0, 3.0}) {
    const Shape found = shape(std::string(stem) + "4 3 40 0 0 1 3\n5 3 70 0 0 1 4\n", n);
    double area = 0;
    for (std::size_t i = 1; i < found.areas.size(); ++i)
      area += found.areas[i];
    CHECK(area == doctest::Approx(2 * kPi * (2 + 1) * 30 + 3 * kPi));
  }
  // Two branches from where the first cylinder ends.
  const Shape found =
      shape(std::string(stem) + "4 3 40 0 0 1 3\n5 3 70 0 0 1 4\n6 3 40 30 0 2 3\n", 1);
  CHECK(found.areas[found.runs[2].first] == doctest::Approx(2 * kPi * 30));
}

TEST_CASE("shape: branches meet in a node without area, and hang on it") {
  const Shape found = shape(
      "1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 105 0 0 1 2\n4 3 105 50 0 1 3\n5 3 105 -80 0 1 3\n", 3);
  REQUIRE(found.runs.size() == 4);
  CHECK(found.runs[1].n_nodes == 4);  // three segments and the meeting
  const std::size_t meeting = found.runs[1].first + 3;
  CHECK(found.areas[meeting] == 0);
  CHECK(found.runs[2].parent == meeting);
  CHECK(found.runs[3].parent == meeting);
  CHECK(found.n_segments == 10);
  // The longest way ends at the tip of the longer branch, 5 + 100 + 80 um away.
  REQUIRE_FALSE(found.stops.empty());
  CHECK(found.stops.front().node == 0);
  CHECK(found.stops.front().end == doctest::Approx(5.0 / 185));
  CHECK(found.stops.back().end == 1);
  CHECK(found.areas[found.stops.back().node] == doctest::Approx(2 * kPi * 80 / 3));
}

TEST_CASE("shape: the rule divides each section by its own space constant") {
  // 500 um of 2 um: 17 segments.
  CHECK(shape("1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 505 0 0 1 2\n", 0).n_segments == 18);
}

}  // namespace
}  // namespace snn::morphology
