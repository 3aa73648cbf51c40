#include "tests/fuzz/vocabulary.h"

#include <algorithm>
#include <cstddef>

namespace snn::fuzz {
namespace {

constexpr std::string_view kUnspelled[] = {"V",
                                           "I",
                                           "w",
                                           "target",
                                           "self",
                                           "pre",
                                           "post",
                                           "t",
                                           "dt",
                                           "dV/dt",
                                           "d2x/dt2",
                                           "x'",
                                           "exp",
                                           "convolve",
                                           "uniform",
                                           "poisson",
                                           "0",
                                           "1",
                                           "-1",
                                           "0.5",
                                           "1e308",
                                           "1e-308",
                                           "1e999",
                                           "999999999999",
                                           "10 mV",
                                           "1 per ms",
                                           "2 [1/(mV*ms)]",
                                           "1 uF/cm^2",
                                           "20 degC",
                                           "5 ms",
                                           "1e9",
                                           "\"text\"",
                                           "µm",
                                           "std.neurons.{LIF}",
                                           "LIF",
                                           "Static",
                                           "extends LIF",
                                           "\xFF",
                                           "## doc\n",
                                           "\n"};

/// The text of a quoted literal at the begin of `rest`, and how long it is with its quotes.
struct Literal {
  std::string text;
  std::size_t length = 0;
};

Literal literal_at(std::string_view rest) {
  Literal literal{.text = {}, .length = 1};
  while (literal.length < rest.size() && rest[literal.length] != '\'') {
    if (rest[literal.length] == '\\') ++literal.length;
    if (literal.length < rest.size()) literal.text += rest[literal.length++];
  }
  ++literal.length;
  return literal;
}

}  // namespace

std::vector<std::string> vocabulary_of(std::string_view grammar) {
  std::vector<std::string> words(std::begin(kUnspelled), std::end(kUnspelled));
  for (std::size_t at = 0; at < grammar.size();) {
    if (grammar.substr(at).starts_with("//")) {
      at = std::min(grammar.find('\n', at), grammar.size());
    } else if (grammar[at] == '\'') {
      Literal literal = literal_at(grammar.substr(at));
      at += literal.length;
      words.push_back(std::move(literal.text));
    } else {
      ++at;
    }
  }
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

}  // namespace snn::fuzz
