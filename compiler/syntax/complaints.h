#pragma once
// What is said about words that do not fit, in the writer's words. Private to the room.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/repairs.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::syntax {

/// Speaks about one stretch and one failure in it.
class Complaints {
 public:
  Complaints(const GrammarParser& parser, const std::vector<Lexeme>& stretch,
             const Failure& failure, std::string_view text, source::FileId file,
             diag::Diagnostics& diags)
      : parser_(parser),
        stretch_(stretch),
        failure_(failure),
        text_(text),
        file_(file),
        diags_(diags) {}

  /// About something that belongs elsewhere; false when the failure is of another kind.
  bool about_place();
  /// Whether a value is given outside of handlers.
  [[nodiscard]] bool is_statement() const;
  /// About such a value; what would make it right, if anything.
  std::optional<Repair> about_statement();
  void about(const Repair& repair);
  void about_unexpected(const std::vector<std::string>& expected);

 private:
  [[nodiscard]] source::SourceSpan span(std::size_t at) const;
  [[nodiscard]] source::SourceSpan behind(std::size_t at) const;
  [[nodiscard]] std::string_view word(std::size_t at) const;
  [[nodiscard]] std::uint32_t type(std::size_t at) const;
  [[nodiscard]] bool stands_beside(std::size_t at) const;
  [[nodiscard]] std::string surroundings() const;
  [[nodiscard]] bool is_named_before(std::size_t at) const;
  [[nodiscard]] bool has_equation(std::string_view name) const;

  void about_missing(const Repair& repair, std::string_view what);
  void about_commas(std::size_t at);
  void about_sign(const Repair& repair);
  void about_removed(const Repair& repair);
  void about_misspelt(const Repair& repair);
  void about_wrong_sign(const Repair& repair);
  void about_order(const Repair& repair);
  [[nodiscard]] std::size_t open_bracket_before(std::size_t at) const;

  const GrammarParser& parser_;
  const std::vector<Lexeme>& stretch_;
  const Failure& failure_;
  std::string_view text_;
  source::FileId file_;
  diag::Diagnostics& diags_;
};

}  // namespace snn::syntax
