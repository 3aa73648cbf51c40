#include "compiler/units/dimension.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

namespace snn::units {
namespace {

constexpr Dimension kTime = Dimension::of(Base::Time);
constexpr Dimension kLength = Dimension::of(Base::Length);

Dimension random_dimension(std::mt19937& random) {
  std::uniform_int_distribution<int> halves(-20, 20);
  Dimension dimension;
  for (int i = 0; i < kNBases; ++i) {
    dimension = dimension * Dimension::of(static_cast<Base>(i), halves(random));
  }
  return dimension;
}

TEST_CASE("dimension: dividing undoes multiplying") {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Dimension a = random_dimension(random);
    const Dimension b = random_dimension(random);
    CHECK((a * b) / b == a);
    CHECK(a * b == b * a);
    CHECK((a / a).is_plain());
  }
}

TEST_CASE("dimension: a root undoes a power") {
  std::mt19937 random(2);
  for (int i = 0; i < 2000; ++i) {
    const Dimension a = random_dimension(random);
    CHECK(a.power(2)->power(1, 2) == a);
    CHECK(a.power(3)->power(1, 3) == a);
    CHECK(a.power(-1)->power(-1) == a);
    CHECK(a.power(2) == a * a);
    CHECK(a.power(0)->is_plain());
  }
}

TEST_CASE("dimension: exponents are multiples of one half") {
  CHECK(kTime.power(1, 2)->halves(Base::Time) == 1);
  CHECK(kTime.power(-3, 2)->halves(Base::Time) == -3);
  CHECK_FALSE(kTime.power(1, 3).has_value());
  CHECK_FALSE(kTime.power(1, 2)->power(1, 2).has_value());
  CHECK_FALSE((kTime.power(1, 2).value() * kLength).power(1, 2).has_value());
  CHECK(Dimension().power(1, 7)->is_plain());
}

TEST_CASE("dimension: no power overflows") {
  constexpr int kHuge = std::numeric_limits<int>::max();
  CHECK(kTime.power(kHuge)->halves(Base::Time) == kMaxHalves);
  CHECK(kTime.power(-kHuge)->halves(Base::Time) == -kMaxHalves);
  CHECK(kTime.power(kHuge)->is_saturated());
  CHECK_FALSE(kTime.is_saturated());
  CHECK_FALSE(kTime.power(1, 0).has_value());
  Dimension squared = kTime;
  for (int i = 0; i < 20; ++i)
    squared = squared * squared;
  CHECK(squared.halves(Base::Time) == kMaxHalves);
}

}  // namespace
}  // namespace snn::units
