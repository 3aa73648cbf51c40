#include "tests/mutation/words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace snn::mutation {
namespace {

constexpr std::array<std::string_view, 13> kLongSigns{
    "+=", "-=", "*=", "/=", "<=", ">=", "==", "!=", "->", "--", "..", "**", "&&"};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Letters, `_`, and every byte of a character outside of ASCII: µ, Ω, τ.
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name_part(char c) {
  return begins_name(c) || is_digit(c);
}

template <class Predicate>
std::size_t end_of(std::string_view text, std::size_t begin, Predicate belongs) {
  while (begin < text.size() && belongs(text[begin]))
    ++begin;
  return begin;
}

std::size_t end_of_number(std::string_view text) {
  std::size_t end = end_of(text, 0, is_digit);
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]))
    end = end_of(text, end + 1, is_digit);
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t digits = end + 1;
    if (digits < text.size() && (text[digits] == '-' || text[digits] == '+')) ++digits;
    if (digits < text.size() && is_digit(text[digits])) end = end_of(text, digits, is_digit);
  }
  return end;
}

/// A derivative is taken whole: `dV/dt`, `d2x/dt2`.
std::size_t end_of_name(std::string_view text) {
  const std::size_t end = end_of(text, 0, is_name_part);
  if (text[0] != 'd' || !text.substr(end).starts_with("/dt")) return end;
  const std::size_t last = end_of(text, end + 1, is_name_part);
  return last - end <= 4 ? last : end;
}

std::size_t end_of_string(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"' && text[end] != '\n')
    end += text[end] == '\\' ? 2 : 1;
  return std::min(end < text.size() && text[end] == '"' ? end + 1 : end, text.size());
}

std::size_t end_of_sign(std::string_view text) {
  const bool is_long = std::ranges::any_of(
      kLongSigns, [&](std::string_view sign) { return text.starts_with(sign); });
  return is_long ? 2 : 1;
}

Word first_word(std::string_view text) {
  const char c = text[0];
  const auto word = [&](WordKind kind, std::size_t end) { return Word{kind, text.substr(0, end)}; };
  if (is_blank(c)) return word(WordKind::Blank, end_of(text, 0, is_blank));
  if (c == '#') return word(WordKind::Comment, end_of(text, 0, [](char d) { return d != '\n'; }));
  if (is_digit(c)) return word(WordKind::Number, end_of_number(text));
  if (begins_name(c)) return word(WordKind::Name, end_of_name(text));
  if (c == '"') return word(WordKind::String, end_of_string(text));
  return word(WordKind::Sign, end_of_sign(text));
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  while (!text.empty()) {
    words.push_back(first_word(text));
    text.remove_prefix(words.back().text.size());
  }
  return words;
}

bool is_program(const Word& word) {
  return word.kind != WordKind::Blank && word.kind != WordKind::Comment;
}

std::string text_of(std::span<const Word> words) {
  std::string text;
  for (const Word& word : words)
    text += word.text;
  return text;
}

}  // namespace snn::mutation
