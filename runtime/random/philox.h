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

/// Of 32-bit words, or of whatever computes like them; `Long` is the same with 64 bits. Words may
/// be wider: what is above their 32 bits goes in as anything and comes out as anything.
template <class W, class Long>
[[nodiscard]] constexpr std::array<W, 4> philox_rounds(std::array<W, 4> x, W key_low, W key_high) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
  constexpr Word kWeyl0 = 0x9E3779B9U;  // the golden ratio
  constexpr Word kWeyl1 = 0xBB67AE85U;  // sqrt(3) - 1
  constexpr std::uint64_t kLowHalf = 0xffffffffU;
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const Long product0 = Long{kMultiplier0} * (static_cast<Long>(x[0]) & kLowHalf);
    const Long product1 = Long{kMultiplier1} * (static_cast<Long>(x[2]) & kLowHalf);
    x = {static_cast<W>(product1 >> 32U) ^ x[1] ^ key_low, static_cast<W>(product1),
         static_cast<W>(product0 >> 32U) ^ x[3] ^ key_high, static_cast<W>(product0)};
    key_low = key_low + kWeyl0;
    key_high = key_high + kWeyl1;
  }
  return x;
}

[[nodiscard]] constexpr Words philox(Counter counter, Key key) {
  return philox_rounds<Word, std::uint64_t>(
      {counter.step, counter.element, counter.second, counter.stream_and_draw}, key.low, key.high);
}

}  // namespace snn::random
