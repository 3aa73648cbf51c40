#include "tests/fuzz/program_mutator.h"

#include <algorithm>
#include <utility>

namespace snn::fuzz {
namespace {

using mutation::Word;
using mutation::WordKind;
using Words = std::vector<Word>;
using Random = std::minstd_rand;

/// Words from `begin` up to `end` that belong together.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

constexpr std::size_t kMostWords = 20'000;
constexpr Word kSpace{.kind = WordKind::Blank, .text = " "};

std::size_t below(std::size_t n, Random& random) {
  return n == 0 ? 0 : random() % n;
}

bool opens(const Word& word) {
  return word.text == "(" || word.text == "[" || word.text == "{";
}
bool closes(const Word& word) {
  return word.text == ")" || word.text == "]" || word.text == "}";
}
bool breaks_line(const Word& word) {
  return word.kind == WordKind::Blank && word.text.find('\n') != std::string_view::npos;
}

/// Behind the bracket that closes what opens at `begin`, or the end.
std::size_t end_of_group(const Words& words, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t i = begin; i < words.size(); ++i) {
    if (opens(words[i])) ++depth;
    if (closes(words[i]) && depth > 0 && --depth == 0) return i + 1;
  }
  return words.size();
}

Piece group_at(const Words& words, std::size_t at) {
  while (at < words.size() && !opens(words[at]))
    ++at;
  return {at, end_of_group(words, at)};
}

/// The line of a word, and on to the end of every group that the line opens.
Piece declaration_at(const Words& words, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !breaks_line(words[begin - 1]))
    --begin;
  std::size_t end = begin;
  while (end < words.size() && (end == begin || !breaks_line(words[end])))
    end = opens(words[end]) ? end_of_group(words, end) : end + 1;
  return {begin, end};
}

Piece any_piece(const Words& words, Random& random) {
  const std::size_t at = below(words.size(), random);
  switch (below(4, random)) {
    case 0: return group_at(words, at);
    case 1: return declaration_at(words, at);
    default: return {at, std::min(at + 1, words.size())};
  }
}

Words copy(const Words& words, Piece piece) {
  return {words.begin() + static_cast<std::ptrdiff_t>(piece.begin),
          words.begin() + static_cast<std::ptrdiff_t>(piece.end)};
}

void replace(Words& words, Piece piece, Words by) {
  by.push_back(kSpace);
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(piece.begin);
  const auto next = words.erase(begin, words.begin() + static_cast<std::ptrdiff_t>(piece.end));
  words.insert(next, by.begin(), by.end());
}

void swap(Words& words, Piece first, Piece second) {
  if (second.begin < first.begin) std::swap(first, second);
  if (first.end > second.begin) return;
  Words earlier = copy(words, first);
  Words later = copy(words, second);
  replace(words, second, std::move(earlier));
  replace(words, first, std::move(later));
}

void wrap(Words& words, Piece piece, Random& random) {
  constexpr std::pair<std::string_view, std::string_view> kWrappings[] = {
      {"(", ")"}, {"{", "}"}, {"[", "]"}, {"exp(", ")"}, {"-(", ")"}, {"if ", " then 1 else 2"}};
  const auto& [before, after] = kWrappings[below(std::size(kWrappings), random)];
  Words wrapped{Word{.kind = WordKind::Sign, .text = before}};
  const Words inner = copy(words, piece);
  wrapped.insert(wrapped.end(), inner.begin(), inner.end());
  wrapped.push_back({.kind = WordKind::Sign, .text = after});
  replace(words, piece, std::move(wrapped));
}

void repeat(Words& words, Piece piece, std::size_t n) {
  const Words once = copy(words, piece);
  Words often;
  for (std::size_t i = 0; i < n && often.size() + words.size() < kMostWords; ++i) {
    often.insert(often.end(), once.begin(), once.end());
    often.push_back(kSpace);
  }
  replace(words, piece, std::move(often));
}

}  // namespace

ProgramMutator::ProgramMutator(std::vector<std::string> vocabulary,
                               std::vector<std::string_view> donors)
    : vocabulary_(std::move(vocabulary)) {
  for (const std::string_view donor : donors)
    donors_.push_back(mutation::words_of(donor));
}

void ProgramMutator::change(Words& words, Random& random) const {
  const Piece piece = any_piece(words, random);
  const auto from = [&](const Words& source) { return copy(source, any_piece(source, random)); };
  switch (below(9, random)) {
    case 0: return replace(words, piece, {});
    case 1: return repeat(words, piece, 2);
    case 2: return swap(words, piece, any_piece(words, random));
    case 3: return replace(words, piece, from(words));
    case 4: return replace(words, {piece.end, piece.end}, from(words));
    case 5:
      return replace(words, {piece.begin, piece.begin},
                     from(donors_[below(donors_.size(), random)]));
    case 6: return wrap(words, piece, random);
    case 7: return repeat(words, piece, below(64, random));
    default: {
      const std::string& word = vocabulary_[below(vocabulary_.size(), random)];
      const std::size_t end = below(2, random) == 0 ? piece.begin : piece.end;
      return replace(words, {piece.begin, end}, {{.kind = WordKind::Sign, .text = word}});
    }
  }
}

std::string ProgramMutator::mutate(std::string_view text, std::uint32_t seed) const {
  Random random(seed);
  Words words = mutation::words_of(text);
  for (std::size_t n = 1 + below(3, random); n > 0; --n)
    change(words, random);
  return mutation::text_of(words);
}

std::string ProgramMutator::cross(std::string_view first, std::string_view second,
                                  std::uint32_t seed) const {
  Random random(seed);
  Words words = mutation::words_of(first);
  const Words other = mutation::words_of(second);
  replace(words, any_piece(words, random), copy(other, any_piece(other, random)));
  return mutation::text_of(words);
}

}  // namespace snn::fuzz
