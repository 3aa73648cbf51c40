#include "compiler/syntax/parser_input.h"

#include <algorithm>

namespace snn::syntax {
namespace {

constexpr std::uint32_t kEndMark = static_cast<std::uint32_t>(antlr4::Token::EOF);

}  // namespace

std::size_t ParserToken::getType() const {
  return lexeme_.type == kEndMark ? antlr4::Token::EOF : lexeme_.type;
}

ParserInput::ParserInput(std::span<const Lexeme> lexemes) {
  tokens_.reserve(lexemes.size() + 1);
  for (const Lexeme& lexeme : lexemes)
    tokens_.emplace_back(lexeme, tokens_.size());
  const std::uint32_t end = lexemes.empty() ? 0 : lexemes.back().end;
  tokens_.emplace_back(Lexeme{.type = kEndMark, .begin = end, .end = end}, tokens_.size());
}

void ParserInput::consume() {
  seek(position_ + 1);
}

antlr4::Token* ParserInput::LT(ssize_t i) {
  // ANTLR counts the token to be read as 1 and the one before as -1.
  const ssize_t wanted = static_cast<ssize_t>(position_) + (i > 0 ? i - 1 : i);
  return wanted < 0 ? nullptr : get(static_cast<std::size_t>(wanted));
}

antlr4::Token* ParserInput::get(std::size_t index) const {
  return &tokens_[std::min(index, tokens_.size() - 1)];
}

void ParserInput::seek(std::size_t index) {
  position_ = std::min(index, tokens_.size() - 1);
}

}  // namespace snn::syntax
