#include "compiler/syntax/lexemes.h"

#include <SnnLexer.h>

#include <memory>

namespace snn::syntax {
namespace {

using generated::SnnLexer;

/// The generated lexer counts code points, we count bytes. Words come in order, so walking along
/// the text once is enough.
class ByteOffsets {
 public:
  explicit ByteOffsets(std::string_view text) : text_(text) {}

  std::uint32_t of(std::size_t code_point) {
    for (; code_point_ < code_point; ++code_point_) {
      ++byte_;
      while (byte_ < text_.size() && is_continuation(text_[byte_]))
        ++byte_;
    }
    return static_cast<std::uint32_t>(byte_);
  }

 private:
  static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

  std::string_view text_;
  std::size_t code_point_ = 0;
  std::size_t byte_ = 0;
};

}  // namespace

Lexed lex(std::string_view text, source::FileId file) {
  Lexed result;
  result.lexemes.reserve(text.size() / 4);
  antlr4::ANTLRInputStream input{std::string(text)};
  SnnLexer lexer(&input);
  lexer.removeErrorListeners();
  ByteOffsets offsets(text);
  std::uint32_t line_searched_to = 0;
  bool is_first_on_line = true;
  while (true) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) break;
    const std::uint32_t begin = offsets.of(token->getStartIndex());
    const std::uint32_t end = offsets.of(token->getStopIndex() + 1);
    const std::size_t type = token->getType();
    if (type == SnnLexer::DOC || type == SnnLexer::COMMENT) {
      result.comments.push_back({{file, begin, end}, type == SnnLexer::DOC});
      continue;
    }
    const std::string_view gap = text.substr(line_searched_to, begin - line_searched_to);
    if (gap.find('\n') != std::string_view::npos) is_first_on_line = true;
    line_searched_to = end;
    result.lexemes.push_back({.type = static_cast<std::uint32_t>(type),
                              .begin = begin,
                              .end = end,
                              .is_first_on_line = is_first_on_line});
    is_first_on_line = false;
  }
  return result;
}

bool is_unit_word(std::string_view word) {
  const std::string text = "1 " + std::string(word);
  const Lexed lexed = lex(text, source::FileId());
  return lexed.lexemes.size() == 1 && lexed.lexemes[0].type == SnnLexer::QUANTITY;
}

}  // namespace snn::syntax
