#include "compiler/driver/declared_names.h"

#include <algorithm>
#include <array>

namespace snn::driver {
namespace {

constexpr std::array<std::string_view, 12> kDeclaringWords = {
    "const",   "event",  "experiment", "fn",      "kernel", "mechanism",
    "network", "neuron", "plasticity", "synapse", "train",  "unit"};

/// Letters of any script count: their bytes all have the highest bit.
bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Where the comment or the string that begins at `at` ends.
std::size_t skip(std::string_view text, std::size_t at) {
  if (text[at] == '#') return std::min(text.find('\n', at), text.size());
  for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

std::vector<std::string_view> declared_names(std::string_view text) {
  std::vector<std::string_view> names;
  int depth = 0;
  bool is_name_next = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '#' || c == '"') {
      at = skip(text, at);
      continue;
    }
    if (!is_word_part(c)) {
      if (c == '{') ++depth;
      if (c == '}') --depth;
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') is_name_next = false;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_word_part(text[at]))
      ++at;
    const std::string_view word = text.substr(begin, at - begin);
    if (is_name_next && depth == 0) names.push_back(word);
    is_name_next = !is_name_next && depth == 0 && std::ranges::binary_search(kDeclaringWords, word);
  }
  return names;
}

}  // namespace snn::driver
