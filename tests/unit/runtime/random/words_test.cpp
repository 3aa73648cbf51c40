#include "runtime/random/words.h"

#include <doctest/doctest.h>

#include <set>
#include <tuple>

namespace snn::random {
namespace {

TEST_CASE("words: no two cells share a word and no word of a block is left over") {
  std::set<std::tuple<Word, Word>> places;
  for (std::uint32_t id = 0; id < 4096; ++id) {
    const CellPlace place = place_of_cell(id);
    CHECK(place.word < 4);
    REQUIRE(places.insert({place.element, place.word}).second);
  }
  // 4096 cells use exactly 1024 blocks of four words.
  std::set<Word> elements;
  for (const auto& [element, word] : places)
    elements.insert(element);
  CHECK(elements.size() == 1024);
}

TEST_CASE("words: sixteen neighbours lie in sixteen neighbouring blocks, at one word") {
  for (std::uint32_t id = 0; id < 16; ++id) {
    CHECK(place_of_cell(id).element == id);
    CHECK(place_of_cell(id).word == 0);
    CHECK(place_of_cell(id + 48).element == id);
    CHECK(place_of_cell(id + 48).word == 3);
  }
}

TEST_CASE("words: a cell's words are those of its place in successive draws") {
  const Key key = key_of(42);
  CellWords words(key, 7, 20, 5);
  for (std::uint32_t draw = 0; draw < 3; ++draw) {
    const Words block = philox({7, 4, 0, stream_and_draw(5, draw)}, key);
    CHECK(words() == block[1]);
  }
}

TEST_CASE("words: parallel edges draw from blocks of their own") {
  const Key key = key_of(1);
  std::set<Word> seen;
  for (std::uint32_t multiplicity = 0; multiplicity < 64; ++multiplicity) {
    EdgeWords words(key, 0, 3, 4, 9, multiplicity);
    for (int i = 0; i < 16; ++i)
      seen.insert(words());
  }
  CHECK(seen.size() == 64 * 16);
}

}  // namespace
}  // namespace snn::random
