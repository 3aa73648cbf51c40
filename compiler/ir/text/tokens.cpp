#include "compiler/ir/text/tokens.h"

#include <charconv>

namespace snn::ir {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

class Lexer {
 public:
  Lexer(std::string_view text, source::FileId file) : text_(text), file_(file) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    do {
      skip_blanks();
      const std::size_t begin = at_;
      Token token = next();
      token.span = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
      tokens.push_back(std::move(token));
    } while (tokens.back().kind != TokenKind::End);
    return tokens;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (peek() == '#' || peek() == ';') {
        while (at_ < text_.size() && peek() != '\n')
          ++at_;
      } else if (is_blank(peek())) {
        ++at_;
      } else {
        return;
      }
    }
  }

  Token next() {
    if (at_ == text_.size()) return {};
    const char c = peek();
    if (is_letter(c)) return {.kind = TokenKind::Word, .text = name()};
    if (c == '"') return quoted();
    if (c == '@') return reference(TokenKind::Row);
    if (c == '%') return reference(TokenKind::Value);
    const bool is_signed = c == '-' && (is_digit(peek(1)) || is_letter(peek(1)));
    if (is_digit(c) || is_signed) return number();
    ++at_;
    constexpr std::string_view kSigns = "{}[],:=!";
    const TokenKind kind = kSigns.find(c) == kSigns.npos ? TokenKind::Wrong : TokenKind::Sign;
    return {.kind = kind, .text = std::string(1, c)};
  }

  std::string name() {
    const std::size_t begin = at_;
    while (is_letter(peek()) || is_digit(peek()) || peek() == '.')
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  Token number() {
    const std::size_t begin = at_++;
    while (is_digit(peek()) || is_letter(peek()) || peek() == '.' || is_sign_of_exponent())
      ++at_;
    return {.kind = TokenKind::Number, .text = std::string(text_.substr(begin, at_ - begin))};
  }
  [[nodiscard]] bool is_sign_of_exponent() const {
    return (peek() == '-' || peek() == '+') && text_[at_ - 1] == 'e';
  }

  Token quoted() {
    Token token{.kind = TokenKind::Quoted};
    ++at_;
    while (at_ < text_.size() && peek() != '"' && peek() != '\n') {
      if (peek() == '\\') {
        if (!escape(token.text)) token.kind = TokenKind::Wrong;
      } else {
        token.text += text_[at_++];
      }
    }
    if (peek() != '"') return {.kind = TokenKind::Wrong, .text = "\""};
    ++at_;
    return token;
  }

  bool escape(std::string& text) {
    const char c = peek(1);
    at_ += at_ + 1 < text_.size() ? 2 : 1;
    if (c == 'n') {
      text += '\n';
    } else if (c == 't') {
      text += '\t';
    } else if (c == '"' || c == '\\') {
      text += c;
    } else if (c == 'x' && digit_of(peek()) >= 0 && digit_of(peek(1)) >= 0) {
      text += static_cast<char>(digit_of(peek()) * 16 + digit_of(peek(1)));
      at_ += 2;
    } else {
      return false;
    }
    return true;
  }

  Token reference(TokenKind kind) {
    ++at_;
    Token token{.kind = TokenKind::Wrong, .text = std::string(1, text_[at_ - 1])};
    if (peek() == '"') {
      token = quoted();
      if (token.kind == TokenKind::Wrong) return token;
    } else if (is_letter(peek())) {
      token.text = name();
    } else if (kind == TokenKind::Value && is_digit(peek())) {
      const std::optional<std::uint32_t> position = digits();
      return {.kind = position ? TokenKind::Unnamed : TokenKind::Wrong, .number = position};
    } else {
      return token;
    }
    token.kind = kind;
    if (peek() == '#' && is_digit(peek(1))) {
      ++at_;
      token.number = digits();
      if (!token.number) token.kind = TokenKind::Wrong;
    }
    return token;
  }

  std::optional<std::uint32_t> digits() {
    const std::size_t begin = at_;
    while (is_digit(peek()))
      ++at_;
    std::uint32_t value = 0;
    const auto result = std::from_chars(text_.data() + begin, text_.data() + at_, value);
    return result.ec == std::errc() ? std::optional(value) : std::nullopt;
  }

  std::string_view text_;
  source::FileId file_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, source::FileId file) {
  return Lexer(text, file).run();
}

}  // namespace snn::ir
