#include "runtime/math/convert.h"

#include <doctest/doctest.h>

namespace snn::math {
namespace {

constexpr std::int32_t kLow32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kHigh32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kLow64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHigh64 = std::numeric_limits<std::int64_t>::max();

TEST_CASE_TEMPLATE("convert: towards zero inside the range", F, double, float) {
  CHECK(to_i32(F{1.75}) == 1);
  CHECK(to_i32(F{-1.75}) == -1);
  CHECK(to_i64(F{-0.5}) == 0);
  CHECK(to_i64(F{0x1p40}) == std::int64_t{1} << 40);
}

TEST_CASE_TEMPLATE("convert: saturates outside, NaN is 0", F, double, float) {
  CHECK(to_i32(F{0x1p31}) == kHigh32);
  CHECK(to_i32(F{-0x1p31}) == kLow32);
  CHECK(to_i32(kInfinity<F>) == kHigh32);
  CHECK(to_i32(-kInfinity<F>) == kLow32);
  CHECK(to_i32(kNan<F>) == 0);
  CHECK(to_i64(F{0x1p63}) == kHigh64);
  CHECK(to_i64(F{-0x1p63}) == kLow64);
  CHECK(to_i64(-kInfinity<F>) == kLow64);
  CHECK(to_i64(kNan<F>) == 0);
}

TEST_CASE("convert: the neighbours of the bounds") {
  CHECK(to_i32(2147483647.5) == kHigh32);
  CHECK(to_i32(2147483646.5) == kHigh32 - 1);
  CHECK(to_i32(-2147483648.5) == kLow32);
  CHECK(to_i32(0x1.fffffep30F) == 2147483520);
  CHECK(to_i64(0x1.fffffffffffffp62) == 9223372036854774784);
}

}  // namespace
}  // namespace snn::math
