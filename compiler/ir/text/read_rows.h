#pragma once
// Rows of the blueprint from text: the reverse of print_rows.h.

#include "compiler/ir/diagnostics.h"
#include "compiler/ir/text/reader.h"
#include "runtime/blueprint/members.h"

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace snn::ir {

class RowReader {
 public:
  explicit RowReader(Reader& reader) : reader_(reader) {}

  void read(bool& given) {
    given = reader_.accept(TokenKind::Word, "true");
    if (!given && !reader_.accept(TokenKind::Word, "false")) {
      reader_.fail_expected("`true` or `false`");
    }
  }
  void read(double& number) { number = reader_.real(); }
  void read(std::uint32_t& number) { number = reader_.count(); }
  void read(std::string& text) { text = reader_.quoted(); }
  template <blueprint::Enumerated Enum>
  void read(Enum& given) {
    const Token at = reader_.token();
    const std::string word = reader_.word("a word");
    const auto& names = blueprint::Names<Enum>::kAll;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == word) {
        given = static_cast<Enum>(i);
        return;
      }
    }
    reader_.fail(kUnknown, at.span, "word", word);
  }
  template <class Id>
    requires(std::is_enum_v<Id> && !blueprint::Enumerated<Id>)
  void read(Id& id) {
    id = reader_.row_of<Id>();
  }
  template <class T>
  void read(std::optional<T>& given) {
    if (reader_.accept(TokenKind::Word, "none")) return;
    read(given.emplace());
  }
  template <class... Alternatives>
  void read(std::variant<Alternatives...>& variant) {
    const Token at = reader_.token();
    const std::string word = reader_.word("a word");
    const bool is_known = (read_alternative<Alternatives>(word, variant) || ...);
    if (!is_known) reader_.fail(kUnknown, at.span, "word", word);
  }
  template <class T>
  void read(std::vector<T>& list) {
    reader_.expect_sign("[");
    while (!reader_.has_failed() && !reader_.accept_sign("]")) {
      T item{};
      read(item);
      list.push_back(std::move(item));
    }
  }
  template <blueprint::Described Row>
  void read(Row& row) {
    std::size_t n_members = 0;
    blueprint::Members<Row>::visit(row, [&](std::string_view, auto&) { ++n_members; });
    const bool is_brief = blueprint::Brief<Row> && !reader_.is_at(TokenKind::Sign, "{");
    if (n_members == 1 || is_brief) {
      bool is_first = true;
      blueprint::Members<Row>::visit(row, [&](std::string_view, auto& member) {
        if (is_first) read(member);
        is_first = false;
      });
    } else {
      read_members(row);
    }
  }

  /// `{ name value … }`
  template <class Row>
  void read_members(Row& row) {
    reader_.expect_sign("{");
    while (!reader_.has_failed() && !reader_.accept_sign("}")) {
      const Token at = reader_.token();
      const std::string word = reader_.word("a word");
      bool is_known = false;
      blueprint::Members<Row>::visit(row, [&](std::string_view name, auto& member) {
        if (is_known || name != word) return;
        is_known = true;
        read(member);
      });
      if (!is_known) reader_.fail(kUnknown, at.span, "word", word);
    }
  }

 private:
  template <class Alternative, class Variant>
  bool read_alternative(std::string_view word, Variant& variant) {
    if (blueprint::Names<Alternative>::kName != word) return false;
    read(variant.template emplace<Alternative>());
    return true;
  }

  Reader& reader_;
};

}  // namespace snn::ir
