#pragma once
// The words and signs of one file, each a type of the grammar and a span of bytes, and its
// comments.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace snn::syntax {

/// One word or sign. `type` counts as the generated lexer does.
struct Lexeme {
  std::uint32_t type = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_first_on_line = false;
  /// The parser put it in to go on: it stands for a name or a value that is missing.
  bool is_invented = false;
};

struct Lexed {
  std::vector<Lexeme> lexemes;  // without an end mark
  std::vector<ast::Comment> comments;
};

/// `text` is the whole file's.
[[nodiscard]] inline std::string_view text_of(const Lexeme& lexeme, std::string_view text) {
  return text.substr(lexeme.begin, lexeme.end - lexeme.begin);
}

/// Whether the language reads `word` as a unit when it stands after a number: `mV`, `ohm`.
[[nodiscard]] bool is_unit_word(std::string_view word);

/// Splits `text`, which must be UTF-8.
[[nodiscard]] Lexed lex(std::string_view text, source::FileId file);

}  // namespace snn::syntax
