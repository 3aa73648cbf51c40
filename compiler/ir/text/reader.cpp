#include "compiler/ir/text/reader.h"

#include "compiler/ir/diagnostics.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>

namespace snn::ir {
namespace {

constexpr std::array<std::string_view, 7> kTables{"global", "field",   "population", "projection",
                                                  "kernel", "measure", "data"};

std::string description_of(const Token& token) {
  switch (token.kind) {
    case TokenKind::End: return "the end of the file";
    case TokenKind::Row: return fmt::format("`@{}`", token.text);
    case TokenKind::Value: return fmt::format("`%{}`", token.text);
    case TokenKind::Unnamed: return fmt::format("`%{}`", token.number.value_or(0));
    case TokenKind::Quoted: return "a text";
    case TokenKind::Word:
    case TokenKind::Number:
    case TokenKind::Sign:
    case TokenKind::Wrong: return fmt::format("`{}`", token.text);
  }
  return "";
}

template <class T>
bool read_number(const std::string& text, T& value) {
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, value);
  return result.ec == std::errc() && result.ptr == end;
}

}  // namespace

DeclaredRows::DeclaredRows(const std::vector<Token>& tokens) {
  int depth = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::Sign) {
      if (token.text == "{" || token.text == "[") ++depth;
      if (token.text == "}" || token.text == "]") --depth;
    }
    const bool is_table =
        depth == 0 && token.kind == TokenKind::Word && tokens[i + 1].kind == TokenKind::Row;
    if (!is_table) continue;
    for (const std::string_view word : kTables) {
      if (token.text == word) names_[std::string(word)].push_back(tokens[i + 1].text);
    }
  }
}

std::optional<std::uint32_t> DeclaredRows::find(std::string_view word, const Token& row) const {
  const auto table = names_.find(word);
  if (table == names_.end()) return std::nullopt;
  const std::vector<std::string>& names = table->second;
  if (row.number) {
    const bool is_there = *row.number < names.size() && names[*row.number] == row.text;
    return is_there ? row.number : std::nullopt;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == row.text) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

Reader::Reader(std::vector<Token> tokens, diag::Diagnostics& diags)
    : tokens_(std::move(tokens)), rows_(tokens_), diags_(diags) {}

const Token& Reader::token(std::size_t ahead) const {
  const std::size_t last = tokens_.size() - 1;
  if (has_failed_) return tokens_[last];
  return tokens_[at_ + ahead < last ? at_ + ahead : last];
}

bool Reader::is_at(TokenKind kind, std::string_view text) const {
  return token().kind == kind && token().text == text;
}

Token Reader::take() {
  Token taken = token();
  if (!has_failed_ && at_ + 1 < tokens_.size()) ++at_;
  return taken;
}

bool Reader::accept(TokenKind kind, std::string_view text) {
  if (has_failed_ || !is_at(kind, text)) return false;
  take();
  return true;
}

void Reader::fail_expected(std::string_view what) {
  fail(kUnexpected, token().span, what, description_of(token()));
}

void Reader::expect_sign(std::string_view text) {
  if (!accept_sign(text)) fail_expected(fmt::format("`{}`", text));
}

std::string Reader::word(std::string_view what) {
  if (is_at(TokenKind::Word)) return take().text;
  fail_expected(what);
  return "";
}

std::string Reader::quoted() {
  if (is_at(TokenKind::Quoted)) return take().text;
  fail_expected("a text in quotation marks");
  return "";
}

double Reader::real() {
  double value = 0;
  if (accept(TokenKind::Word, "inf")) return std::numeric_limits<double>::infinity();
  if (accept(TokenKind::Word, "nan")) return std::numeric_limits<double>::quiet_NaN();
  if (is_at(TokenKind::Number) && read_number(token().text, value)) {
    take();
    return value;
  }
  fail_expected("a number");
  return 0;
}

std::int64_t Reader::whole() {
  std::int64_t value = 0;
  if (is_at(TokenKind::Number) && read_number(token().text, value)) {
    take();
    return value;
  }
  fail_expected("a whole number");
  return 0;
}

std::uint32_t Reader::count() {
  std::uint32_t value = 0;
  if (is_at(TokenKind::Number) && read_number(token().text, value)) {
    take();
    return value;
  }
  fail_expected("a count");
  return 0;
}

Token Reader::value() {
  if (is_at(TokenKind::Value) || is_at(TokenKind::Unnamed)) return take();
  fail_expected("a value");
  return {};
}

void Reader::expect_row() {
  if (!is_at(TokenKind::Row)) fail_expected("a name that begins with `@`");
  take();
}

std::uint32_t Reader::row(std::string_view word) {
  if (accept(TokenKind::Word, "none")) return blueprint::kNone;
  if (!is_at(TokenKind::Row)) {
    fail_expected(fmt::format("a {}", word));
    return blueprint::kNone;
  }
  const std::optional<std::uint32_t> found = rows_.find(word, token());
  if (!found) fail(kUnknown, token().span, word, "@" + token().text);
  take();
  return found.value_or(blueprint::kNone);
}

}  // namespace snn::ir
