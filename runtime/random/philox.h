#pragma once
// The one source of randomness: Philox4x32-10 (Salmon et al., SC 2011), a function from a counter
// and a key to four random words. Nothing is carried from draw to draw, so who draws when, on which
// thread, changes nothing.

#include <array>
#include <cstdint>

namespace snn::random {

using Word = std::uint32_t;
using Words = std::array<Word, 4>;

struct Key {
  Word low = 0;
  Word high = 0;
};

/// What is drawn for: a step, an element (or a pair), and a stream with the number of the draw.
struct Counter {
  Word step = 0;
  Word element = 0;
  Word second = 0;
  Word stream_and_draw = 0;
};

[[nodiscard]] constexpr Key key_of(std::uint64_t seed) {
  return {static_cast<Word>(seed), static_cast<Word>(seed >> 32U)};
}

[[nodiscard]] constexpr Words philox(Counter counter, Key key) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
  constexpr Word kWeyl0 = 0x9E3779B9U;  // the golden ratio
  constexpr Word kWeyl1 = 0xBB67AE85U;  // sqrt(3) - 1
  constexpr int kRounds = 10;
  Words x{counter.step, counter.element, counter.second, counter.stream_and_draw};
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t product0 = kMultiplier0 * x[0];
    const std::uint64_t product1 = kMultiplier1 * x[2];
    x = {static_cast<Word>(product1 >> 32U) ^ x[1] ^ key.low, static_cast<Word>(product1),
         static_cast<Word>(product0 >> 32U) ^ x[3] ^ key.high, static_cast<Word>(product0)};
    key.low += kWeyl0;
    key.high += kWeyl1;
  }
  return x;
}

}  // namespace snn::random
