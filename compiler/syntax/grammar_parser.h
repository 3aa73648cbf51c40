#pragma once
// One run of the generated parser over a stretch: it ends with a tree, or with the first word that
// does not fit and what was being read there. Private to the room.

#include "compiler/syntax/parser_input.h"

#include <SnnParser.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace snn::syntax {

/// Positions count lexemes of the stretch.
struct Failure {
  std::size_t at = 0;          // the word that does not fit; the number of lexemes: the end
  std::size_t item_begin = 0;  // of the item or statement in which it stands
  /// Where the item before it begins, in the same braces.
  std::optional<std::size_t> previous_begin;
  /// The rules that were being read, the innermost first.
  std::vector<std::size_t> rules;
  /// Earlier items that have nothing to do with it, from the outermost braces inwards.
  std::vector<std::pair<std::size_t, std::size_t>> settled;

  /// The innermost rule whose braces hold the item: `body`, `block`, `file`, …
  [[nodiscard]] std::size_t container() const;
  [[nodiscard]] bool is_inside(std::size_t rule) const;
};

/// What to do with words that do not fit.
struct Forgiveness {
  std::set<std::size_t> at;  // here the parser goes on behind the item
  bool everywhere = false;
};

class GrammarParser {
 public:
  GrammarParser();
  ~GrammarParser();
  GrammarParser(const GrammarParser&) = delete;
  GrammarParser& operator=(const GrammarParser&) = delete;

  /// Reads `lexemes` as a file. Without a failure there is a `tree`.
  [[nodiscard]] std::optional<Failure> parse(std::span<const Lexeme> lexemes,
                                             const Forgiveness& forgiveness);
  /// The position of the first word that does not fit, without building a tree.
  [[nodiscard]] std::optional<std::size_t> first_misfit(std::span<const Lexeme> lexemes);
  /// Of the last `parse`; lives until the next.
  [[nodiscard]] generated::SnnParser::FileContext* tree() const { return tree_; }

  /// How the grammar writes a word or sign; empty for names, numbers and texts.
  [[nodiscard]] std::string spelling(std::size_t type) const;

 private:
  class Strategy;

  void start(std::span<const Lexeme> lexemes, bool builds_tree);

  std::unique_ptr<ParserInput> input_;
  std::shared_ptr<Strategy> strategy_;  // shared, because ANTLR wants to own it too
  generated::SnnParser parser_;
  generated::SnnParser::FileContext* tree_ = nullptr;
};

}  // namespace snn::syntax
