#pragma once
// Random words one after another for one cell or one edge: what a distribution draws from.

#include "runtime/random/philox.h"
#include "runtime/random/streams.h"

#include <cstdint>

namespace snn::random {

/// The place of a cell's word: sixteen neighbours share a word number, four share a block, so that
/// a vector of 4, 8 or 16 cells uses every word of its blocks.
struct CellPlace {
  Word element = 0;
  Word word = 0;
};
[[nodiscard]] constexpr CellPlace place_of_cell(std::uint32_t id) {
  return {(id / 64) * 16 + id % 16, (id / 16) % 4};
}

/// The words of one cell in one step: one from each draw.
class CellWords {
 public:
  CellWords(Key key, std::uint64_t step, std::uint32_t id, Stream stream)
      : key_(key), step_(step), place_(place_of_cell(id)), stream_(stream) {}

  Word operator()() {
    // Draws beyond a stream's go on in steps that no simulation reaches.
    const auto low = static_cast<Word>(step_);
    const auto high = static_cast<Word>(step_ >> 32U) + (draw_ / kDrawsPerStream) * kFarSteps;
    const Counter counter{low, place_.element, high, stream_and_draw(stream_, draw_)};
    ++draw_;
    return philox(counter, key_)[place_.word];
  }

 private:
  static constexpr Word kFarSteps = Word{1} << 24U;

  Key key_;
  std::uint64_t step_;
  CellPlace place_;
  Stream stream_;
  std::uint32_t draw_ = 0;
};

/// The words of one edge: all four of each draw. Parallel edges between the same two cells are told
/// apart by their multiplicity.
class EdgeWords {
 public:
  /// Edges between one pair that have words of their own.
  static constexpr std::uint32_t kMultiplicities = 64;

  EdgeWords(Key key, std::uint32_t step, std::uint32_t source, std::uint32_t target, Stream stream,
            std::uint32_t multiplicity)
      : key_(key), counter_{step, source, target, 0}, stream_(stream), draw_(multiplicity) {}

  Word operator()() {
    if (next_ == block_.size()) {
      counter_.stream_and_draw = stream_and_draw(stream_, draw_);
      block_ = philox(counter_, key_);
      draw_ += kMultiplicities;
      // After the draws of a stream come those of the next step; only rejections get this far.
      if (draw_ >= kDrawsPerStream) {
        draw_ -= kDrawsPerStream;
        ++counter_.step;
      }
      next_ = 0;
    }
    return block_[next_++];
  }

 private:
  Key key_;
  Counter counter_;
  Stream stream_;
  std::uint32_t draw_;
  Words block_{};
  std::size_t next_ = 4;
};

}  // namespace snn::random
