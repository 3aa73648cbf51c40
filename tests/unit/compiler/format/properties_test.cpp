// What holds for every text: formatting keeps the tree, the words and the comments, and formatting
// again changes nothing.

#include "compiler/ast/equal.h"
#include "compiler/syntax/lexemes.h"
#include "tests/unit/compiler/format/disturb.h"
#include "tests/unit/compiler/format/sample.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace snn::format {
namespace {

namespace fs = std::filesystem;

struct Text {
  std::string name;
  std::string text;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The indented or fenced examples of a manual, one text each.
void add_examples(const fs::path& manual, std::vector<Text>& texts) {
  const std::string page = read(manual);
  std::size_t at = 0;
  while (true) {
    const std::size_t open = page.find("\n```", at);
    if (open == std::string::npos) return;
    const std::size_t begin = page.find('\n', open + 1) + 1;
    const std::size_t close = page.find("\n```", begin - 1);
    if (close == std::string::npos) return;
    texts.push_back(
        {manual.string() + ":" + std::to_string(open), page.substr(begin, close + 1 - begin)});
    at = close + 4;
  }
}

/// Everything in the repository that is written in the language; tests run in its root.
std::vector<Text> all_texts() {
  std::vector<Text> texts;
  for (const char* folder : {"stdlib", "examples", "tests/golden"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".snn") {
        texts.push_back({entry.path().string(), read(entry.path())});
      }
    }
  }
  add_examples("grammar/LANGUAGE.md", texts);
  return texts;
}

/// The words of a text without the separators that formatting may leave out.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const syntax::Lexeme& each : syntax::lex(text, source::FileId(0)).lexemes) {
    std::string word;
    for (const char c : text.substr(each.begin, each.end - each.begin)) {
      if (c != ' ' && c != '\t') word += c;
    }
    if (word != ";" && word != ",") words.push_back(word);
  }
  return words;
}

/// Checks one text; false when it is not a sound file and nothing is promised.
bool holds(const std::string& name, const std::string& text) {
  const Sample sample(text);
  if (!sample.is_sound()) return false;
  CAPTURE(name);
  CAPTURE(text);
  const std::string once = sample.formatted();
  const Sample again(once);
  CAPTURE(once);
  REQUIRE(again.is_sound());
  CHECK(ast::equal(sample.file, again.file));
  CHECK(sample.comments() == again.comments());
  CHECK(words_of(text) == words_of(once));
  CHECK(again.formatted() == once);
  return true;
}

TEST_CASE("formatting: keeps every text of the repository, and settles at once") {
  int n_sound = 0;
  for (const Text& each : all_texts())
    n_sound += holds(each.name, each.text) ? 1 : 0;
  CHECK(n_sound > 60);
}

TEST_CASE("formatting: keeps texts whose blanks, line ends and comments were moved about") {
  std::mt19937 random(1);
  int n_sound = 0;
  for (const Text& each : all_texts()) {
    if (!Sample(each.text).is_sound()) continue;
    for (const Disturbance& kind : kDisturbances) {
      n_sound += holds(each.name, disturbed(each.text, kind, random)) ? 1 : 0;
    }
  }
  CHECK(n_sound > 200);
}

}  // namespace
}  // namespace snn::format
