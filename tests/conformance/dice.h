#pragma once
// Choices at random. The distributions of the standard library differ between machines; these do
// not.

#include <cstdint>
#include <initializer_list>
#include <random>

namespace snn::conformance {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : words_(seed) {}

  /// 0 to n - 1.
  std::uint64_t below(std::uint64_t n) { return words_() % n; }
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + below(high - low + 1);
  }
  bool happens(std::uint64_t percent) { return below(100) < percent; }

  template <typename T>
  T one_of(std::initializer_list<T> choices) {
    return choices.begin()[below(choices.size())];
  }

 private:
  std::mt19937_64 words_;
};

}  // namespace snn::conformance
