#include "runtime/random/philox.h"

#include <doctest/doctest.h>

namespace snn::random {
namespace {

// The known answers that the generator's authors publish with it (Random123, kat_vectors).
TEST_CASE("philox: known answers") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr Word kOnes = 0xffffffff;
  CHECK(philox({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("philox: the seed fills the key, low word first") {
  const Key key = key_of(0x0123456789abcdefULL);
  CHECK(key.low == 0x89abcdef);
  CHECK(key.high == 0x01234567);
}

}  // namespace
}  // namespace snn::random
