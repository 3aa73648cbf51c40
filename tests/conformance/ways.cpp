#include "tests/conformance/ways.h"

#include "tests/conformance/dice.h"

namespace snn::conformance {
namespace {

constexpr std::size_t kThreads[] = {1, 2, 3, 7};
constexpr unsigned kWidths[] = {1, 4, 8, 16};
constexpr unsigned kEfforts[] = {0, 1, 2, 3};

}  // namespace

std::vector<Way> all_ways() {
  std::vector<Way> all;
  for (const std::size_t n_threads : kThreads) {
    for (const unsigned width : kWidths) {
      for (const unsigned effort : {0U, 3U})
        all.push_back({.n_threads = n_threads, .options = {.width = width, .effort = effort}});
    }
  }
  return all;
}

Way some_way(std::uint64_t seed) {
  Dice dice(seed ^ 0x5eedULL);
  Way way;
  way.n_threads = kThreads[dice.below(4)];
  way.options.width = kWidths[dice.below(4)];
  way.options.effort = kEfforts[dice.below(4)];
  return way;
}

}  // namespace snn::conformance
