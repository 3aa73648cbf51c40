#pragma once
// What a writer probably meant where a word does not fit: the one change of a word or two after
// which the parser reads on. Private to the room.

#include "compiler/syntax/grammar_parser.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace snn::syntax {

enum class RepairKind {
  Doubled,           // `let let x`
  Misspelt,          // `refractry`
  UnknownUnit,       // `10 msec`: the checker knows which units there are
  SpacedDerivative,  // `dV / dt`
  ReservedName,      // `param loss = 1`
  WrongSign,         // `if x = 1 {`
  MissingComma,      // `param a = 1  b = 2`
  MissingSign,       // `let x 3`
  MissingValue,      // `let x =`
  MissingName,       // `let = 3`
  MissingOperator,   // `2 x`
  MissingWord,       // `connect a -> b Static`
  TooMany,           // `f(x))`
  WrongOrder,        // `x let = 3`
};

/// Replaces `n_removed` lexemes at `at` by `inserted`.
struct Repair {
  RepairKind kind = RepairKind::Doubled;
  std::size_t at = 0;
  std::size_t n_removed = 0;
  std::vector<Lexeme> inserted;
  bool is_sure = false;    // everything near it could be read
  std::size_t n_read = 0;  // how much could be read on with

  void apply_to(std::vector<Lexeme>& lexemes) const;
};

/// Tries changes near a failure, the likely ones first.
class RepairSearch {
 public:
  /// `text` is the whole file's; `budget` counts the lexemes that may still be parsed on trial.
  RepairSearch(GrammarParser& parser, const std::vector<Lexeme>& stretch, const Failure& failure,
               std::string_view text, std::size_t& budget);

  [[nodiscard]] std::optional<Repair> find();
  /// A word that stands twice, a brace too early: plainer than that something belongs elsewhere.
  [[nodiscard]] std::optional<Repair> find_plain();
  /// What would have fitted, in words, at most three: "an expression", "`=`".
  [[nodiscard]] std::vector<std::string> expected();

 private:
  /// The lexemes read on after a change, at most `kAhead`; `kAhead` means that all is well.
  static constexpr std::size_t kAhead = 16;

  [[nodiscard]] const Lexeme* lexeme(std::size_t at) const;
  [[nodiscard]] std::uint32_t type(std::size_t at) const;
  [[nodiscard]] std::string_view word(std::size_t at) const;
  [[nodiscard]] bool is_keyword(std::size_t type) const;
  [[nodiscard]] bool is_same_line(std::size_t at) const;

  std::size_t reach(const Repair& repair);
  void consider(Repair repair);
  void replace(RepairKind kind, std::size_t at, std::uint32_t type);
  void insert(RepairKind kind, std::size_t at, std::uint32_t type);
  void remove(RepairKind kind, std::size_t at);
  [[nodiscard]] bool is_settled() const { return best_ && best_reach_ == kAhead; }

  [[nodiscard]] std::optional<std::size_t> early_brace() const;
  void try_doubled();
  void try_misspelt();
  void try_keywords_near(std::size_t at);
  void try_unit();
  void try_derivative();
  void try_reserved();
  void try_wrong_sign();
  void try_comma();
  void try_group_brace();
  void try_signs();
  void try_sign(std::size_t at, std::uint32_t sign);
  void try_joining_words();
  void try_words();
  void try_open_line();
  void try_opening();
  void try_values();
  void try_removing();
  void try_swapping();
  [[nodiscard]] bool may_compare() const;

  GrammarParser& parser_;
  const std::vector<Lexeme>& stretch_;
  const Failure& failure_;
  std::string_view text_;
  std::size_t& budget_;
  std::vector<Lexeme> window_;  // the stretch without what has nothing to do with the failure
  std::size_t n_left_out_ = 0;  // before the failure
  bool is_cut_ = false;         // the window ends before the stretch does
  bool lacks_brace_ = false;    // the stretch has more `}` than `{`
  std::optional<Repair> best_;
  std::size_t best_reach_ = 0;
};

}  // namespace snn::syntax
