#include "tests/mutation/mutants.h"

#include "tests/mutation/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace snn::mutation {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Which of the places where a name can be misspelt is taken: spread over the name, the same in
/// every run.
std::string misspelt(std::string_view name, std::size_t offset) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    if (is_letter(name[i]) && is_letter(name[i + 1]) && name[i] != name[i + 1]) places.push_back(i);
  }
  std::string result(name);
  if (places.empty()) {
    result += name.back();
    return result;
  }
  const std::size_t place = places[offset % places.size()];
  std::swap(result[place], result[place + 1]);
  return result;
}

/// Signs are typed twice in one go; two names in a row are two words.
std::string doubled(const Word& word) {
  const std::string once(word.text);
  return word.kind == WordKind::Sign ? once + once : once + " " + once;
}

std::optional<std::size_t> next_program_word(const std::vector<Word>& words, std::size_t at) {
  const auto rest = words.begin() + static_cast<std::ptrdiff_t>(at) + 1;
  const auto next = std::find_if(rest, words.end(), is_program);
  if (next == words.end()) return std::nullopt;
  return static_cast<std::size_t>(next - words.begin());
}

/// For each word whether it stands in a `test` block: it claims something of a model and is none.
std::vector<bool> find_tests(const std::vector<Word>& words) {
  std::vector<bool> is_in_test(words.size());
  std::size_t depth = 0;
  bool is_test = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view text = words[at].text;
    if (depth == 0 && words[at].kind == WordKind::Name && text == "test") is_test = true;
    is_in_test[at] = is_test;
    if (words[at].kind != WordKind::Sign) continue;
    if (text == "{") ++depth;
    if (text != "}" || depth == 0) continue;
    --depth;
    is_test = is_test && depth > 0;
  }
  return is_in_test;
}

}  // namespace

std::string_view name_of(Slip slip) {
  switch (slip) {
    case Slip::Deleted: return "deleted";
    case Slip::Doubled: return "doubled";
    case Slip::Swapped: return "swapped";
    case Slip::Misspelt: return "misspelt";
  }
  return {};
}

std::vector<Mutant> mutants_of(std::string_view text) {
  std::vector<Mutant> mutants;
  const std::vector<Word> words = words_of(text);
  const std::vector<bool> is_in_test = find_tests(words);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Word& word = words[at];
    if (!is_program(word) || is_in_test[at]) continue;
    const auto begin = static_cast<std::size_t>(word.text.data() - text.data());
    const std::size_t end = begin + word.text.size();
    mutants.push_back({Slip::Deleted, begin, end, ""});
    mutants.push_back({Slip::Doubled, begin, end, doubled(word)});
    if (word.kind == WordKind::Name)
      mutants.push_back({Slip::Misspelt, begin, end, misspelt(word.text, begin)});
    const std::optional<std::size_t> next = next_program_word(words, at);
    if (!next || words[*next].text == word.text) continue;
    const auto next_begin = static_cast<std::size_t>(words[*next].text.data() - text.data());
    const std::string_view between = text.substr(end, next_begin - end);
    mutants.push_back({Slip::Swapped, begin, next_begin + words[*next].text.size(),
                       fmt::format("{}{}{}", words[*next].text, between, word.text)});
  }
  return mutants;
}

std::string apply(const Mutant& mutant, std::string_view text) {
  return fmt::format("{}{}{}", text.substr(0, mutant.begin), mutant.replacement,
                     text.substr(mutant.end));
}

std::string shown(const Mutant& mutant, std::string_view text) {
  const std::size_t line_break = text.rfind('\n', mutant.begin);
  const std::size_t line_begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  const std::size_t line_end = std::min(text.find('\n', mutant.begin), text.size());
  const std::size_t end = std::min(mutant.end, line_end);
  const std::string marked =
      fmt::format("{}«{}»{}", text.substr(line_begin, mutant.begin - line_begin),
                  text.substr(mutant.begin, end - mutant.begin), text.substr(end, line_end - end));
  return marked.substr(std::min(marked.find_first_not_of(' '), marked.size()));
}

}  // namespace snn::mutation
