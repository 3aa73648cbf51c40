#pragma once
// Walks over the tokens of a `.snir` file. After the first mistake nothing is read any more: every
// question is answered with nothing, and nothing more is said.

#include "compiler/diag/diagnostic.h"
#include "compiler/ir/program.h"
#include "compiler/ir/text/tokens.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::ir {

/// The rows that the file declares, in order, by the word they are declared with.
class DeclaredRows {
 public:
  explicit DeclaredRows(const std::vector<Token>& tokens);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word, const Token& row) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> names_;
};

class Reader {
 public:
  Reader(std::vector<Token> tokens, diag::Diagnostics& diags);

  [[nodiscard]] bool has_failed() const { return has_failed_; }
  [[nodiscard]] const Token& token(std::size_t ahead = 0) const;
  [[nodiscard]] bool is_at(TokenKind kind) const { return token().kind == kind; }
  [[nodiscard]] bool is_at(TokenKind kind, std::string_view text) const;
  /// Passes the token if it is this one.
  bool accept(TokenKind kind, std::string_view text);
  bool accept_sign(std::string_view text) { return accept(TokenKind::Sign, text); }
  void expect_sign(std::string_view text);

  std::string word(std::string_view what);
  std::string quoted();
  double real();
  std::int64_t whole();
  std::uint32_t count();
  Token value();
  /// A row of the table that is declared with `word`; `none` is kNone.
  std::uint32_t row(std::string_view word);

  template <class Id>
  Id row_of();

  /// Passes the `@name` of a declaration.
  void expect_row();

  [[nodiscard]] diag::Diagnostics& diags() const { return diags_; }
  /// Ends the reading where another reader has told why.
  void give_up() { has_failed_ = true; }
  void fail_expected(std::string_view what);
  template <class... Args>
  void fail(const diag::DiagDef<Args...>& def, const source::SourceSpan& span,
            const std::type_identity_t<Args>&... args) {
    if (!has_failed_) diags_.emit(def, span, args...);
    has_failed_ = true;
  }

 private:
  Token take();

  std::vector<Token> tokens_;
  DeclaredRows rows_;
  diag::Diagnostics& diags_;
  std::size_t at_ = 0;
  bool has_failed_ = false;
};

/// The word that rows of a kind are declared with.
template <class Id>
constexpr std::string_view kWordOf = "";
template <>
inline constexpr std::string_view kWordOf<GlobalId> = "global";
template <>
inline constexpr std::string_view kWordOf<FieldId> = "field";
template <>
inline constexpr std::string_view kWordOf<PopulationId> = "population";
template <>
inline constexpr std::string_view kWordOf<ProjectionId> = "projection";
template <>
inline constexpr std::string_view kWordOf<KernelId> = "kernel";
template <>
inline constexpr std::string_view kWordOf<blueprint::MeasureId> = "measure";
template <>
inline constexpr std::string_view kWordOf<blueprint::DataId> = "data";

template <class Id>
Id Reader::row_of() {
  static_assert(!kWordOf<Id>.empty());
  return static_cast<Id>(row(kWordOf<Id>));
}

}  // namespace snn::ir
