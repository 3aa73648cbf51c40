#pragma once
// A model's text as the words and signs a writer types, blanks and comments among them; put
// together again they are the text.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace snn::mutation {

enum class WordKind { Blank, Comment, Name, Number, String, Sign };

/// One stretch of a text. Finer than the grammar's tokens in one place: `10 mV` is a number, a
/// blank and a name. `dV/dt` is one name, as it is one thing to its writer.
struct Word {
  WordKind kind = WordKind::Blank;
  std::string_view text;
};

/// Any bytes at all; a byte that begins nothing is a sign by itself.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// Neither blank nor comment.
[[nodiscard]] bool is_program(const Word& word);

[[nodiscard]] std::string text_of(std::span<const Word> words);

}  // namespace snn::mutation
