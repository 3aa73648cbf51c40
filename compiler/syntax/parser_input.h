#pragma once
// A stretch of lexemes in the form in which the generated parser reads them. Private to the room.

#include "compiler/syntax/lexemes.h"

#include <span>
#include <string>
#include <vector>

// The generated parser's base; a system header, like the parser itself.
#include <antlr4-runtime.h>

namespace snn::syntax {

/// A lexeme as ANTLR wants to see it.
class ParserToken final : public antlr4::Token {
 public:
  ParserToken(const Lexeme& lexeme, std::size_t index) : lexeme_(lexeme), index_(index) {}

  [[nodiscard]] const Lexeme& lexeme() const { return lexeme_; }

  [[nodiscard]] std::string getText() const override { return {}; }
  [[nodiscard]] std::size_t getType() const override;
  [[nodiscard]] std::size_t getLine() const override { return 0; }
  [[nodiscard]] std::size_t getCharPositionInLine() const override { return 0; }
  [[nodiscard]] std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  [[nodiscard]] std::size_t getTokenIndex() const override { return index_; }
  [[nodiscard]] std::size_t getStartIndex() const override { return lexeme_.begin; }
  [[nodiscard]] std::size_t getStopIndex() const override { return lexeme_.end; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  [[nodiscard]] antlr4::CharStream* getInputStream() const override { return nullptr; }
  [[nodiscard]] std::string toString() const override { return {}; }

 private:
  Lexeme lexeme_;
  std::size_t index_;
};

/// The lexeme behind a token of the parse tree.
[[nodiscard]] inline const Lexeme& lexeme_of(const antlr4::Token* token) {
  return static_cast<const ParserToken*>(token)->lexeme();
}

/// Hands out the lexemes of one stretch, then its end for ever.
class ParserInput final : public antlr4::TokenStream {
 public:
  explicit ParserInput(std::span<const Lexeme> lexemes);

  void consume() override;
  std::size_t LA(ssize_t i) override { return LT(i)->getType(); }
  antlr4::Token* LT(ssize_t i) override;
  [[nodiscard]] antlr4::Token* get(std::size_t index) const override;
  ssize_t mark() override { return 0; }
  void release(ssize_t /*marker*/) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override;
  std::size_t size() override { return tokens_.size(); }
  [[nodiscard]] std::string getSourceName() const override { return {}; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval& /*interval*/) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext* /*context*/) override { return {}; }
  std::string getText(antlr4::Token* /*start*/, antlr4::Token* /*stop*/) override { return {}; }

 private:
  mutable std::vector<ParserToken> tokens_;  // ANTLR asks a const stream for tokens it may change
  std::size_t position_ = 0;
};

}  // namespace snn::syntax
