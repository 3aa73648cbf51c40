#pragma once
// Changes a program in its own terms: words, bracketed groups and declarations are deleted,
// doubled, swapped, replaced and taken from other programs, so that most results get past the
// lexer.

#include "tests/mutation/words.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace snn::fuzz {

class ProgramMutator {
 public:
  /// `donors` are programs to take declarations from; views of them are kept.
  ProgramMutator(std::vector<std::string> vocabulary, std::vector<std::string_view> donors);

  /// The same for the same seed.
  [[nodiscard]] std::string mutate(std::string_view text, std::uint32_t seed) const;
  /// The first program with a piece of the second in it.
  [[nodiscard]] std::string cross(std::string_view first, std::string_view second,
                                  std::uint32_t seed) const;

 private:
  using Words = std::vector<mutation::Word>;
  using Random = std::minstd_rand;

  void change(Words& words, Random& random) const;

  std::vector<std::string> vocabulary_;
  std::vector<Words> donors_;
};

}  // namespace snn::fuzz
