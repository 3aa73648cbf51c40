#include "runtime/math/store.h"

#include <doctest/doctest.h>

namespace snn::math {
namespace {

TEST_CASE("store: states below 2^-960 and 2^-96 are flushed to +0") {
  CHECK(bits_of(flush_tiny(-0x1.fffffffffffffp-961)) == 0);
  CHECK(flush_tiny(0x1p-960) == 0x1p-960);
  CHECK(flush_tiny(-0x1p-960) == -0x1p-960);
  CHECK(bits_of(flush_tiny(-0x1.fffffep-97F)) == 0);
  CHECK(flush_tiny(-0x1p-96F) == -0x1p-96F);
}

TEST_CASE_TEMPLATE("store: flushing makes -0 a +0 and leaves NaN and infinities", F, double,
                   float) {
  CHECK(bits_of(flush_tiny(-F{0})) == 0);
  CHECK(std::isnan(flush_tiny(kNan<F>)));
  CHECK(flush_tiny(-kInfinity<F>) == -kInfinity<F>);
}

TEST_CASE("store: every NaN gets the same bits, every number keeps its own") {
  CHECK(bits_of(canonical_nan(std::bit_cast<double>(0xfff0000000000001U))) == 0x7ff8000000000000U);
  CHECK(bits_of(canonical_nan(-kNan<double>)) == 0x7ff8000000000000U);
  CHECK(bits_of(canonical_nan(std::bit_cast<float>(0xffc12345U))) == 0x7fc00000U);
  CHECK(bits_of(canonical_nan(-0.0)) == 0x8000000000000000U);
  CHECK(canonical_nan(-kInfinity<float>) == -kInfinity<float>);
}

}  // namespace
}  // namespace snn::math
