#include "compiler/ast/equal.h"

#include "compiler/ast/equal_fields.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace snn::ast {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_sign(char c) {
  return std::string_view("*/^()[]-").find(c) != std::string_view::npos;
}

/// Without comments, and without the blanks around signs.
std::string words_of(std::string_view unit) {
  std::string words;
  bool is_apart = false;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (unit[i] == '#') i = std::min(unit.find_first_of("\r\n", i), unit.size() - 1);
    if (is_blank(unit[i]) || unit[i] == '#') {
      is_apart = true;
      continue;
    }
    const bool is_raised = unit.substr(i).starts_with("²") || unit.substr(i).starts_with("³");
    const bool is_between_words =
        !words.empty() && !is_sign(words.back()) && !is_sign(unit[i]) && !is_raised;
    if (is_apart && is_between_words) words += ' ';
    is_apart = false;
    words += unit[i];
  }
  return words;
}

class Comparison {
 public:
  Comparison(const File& one, const File& other) : one_(one), other_(other) {}

  template <class T>
  bool same(const std::vector<T>& one, const std::vector<T>& other) const {
    return std::ranges::equal(one, other, [&](const T& a, const T& b) { return same(a, b); });
  }

 private:
  template <class T>
  bool same(const std::optional<T>& one, const std::optional<T>& other) const {
    if (!one || !other) return !one && !other;
    return same(*one, *other);
  }
  template <class... T>
  bool same(const std::variant<T...>& one, const std::variant<T...>& other) const {
    if (one.index() != other.index()) return false;
    return std::visit(
        [&]<class Kind>(const Kind& kind) { return same(kind, *std::get_if<Kind>(&other)); }, one);
  }
  bool same(ExprId one, ExprId other) const {
    // Along the left side of a chain of operations in a loop: it may be long.
    while (one && other) {
      const auto* a = std::get_if<Binary>(&one_[one].kind);
      const auto* b = std::get_if<Binary>(&other_[other].kind);
      if (a == nullptr || b == nullptr) return same(one_[one].kind, other_[other].kind);
      if (a->op != b->op || !same(a->rhs, b->rhs)) return false;
      one = a->lhs;
      other = b->lhs;
    }
    return !one && !other;
  }
  bool same(StmtId one, StmtId other) const { return same(one_[one].kind, other_[other].kind); }
  bool same(ItemId one, ItemId other) const { return same(one_[one].kind, other_[other].kind); }
  static bool same(const UnitText& one, const UnitText& other) {
    return words_of(one.text) == words_of(other.text);
  }
  /// Numbers, flags, enumerations, texts; and nodes, by their fields.
  template <class T>
  bool same(const T& one, const T& other) const {
    if constexpr (requires { fields(one); }) {
      return std::apply(
          [&](const auto&... a) {
            return std::apply([&](const auto&... b) { return (same(a, b) && ...); }, fields(other));
          },
          fields(one));
    } else {
      return one == other;
    }
  }

  const File& one_;
  const File& other_;
};

}  // namespace

bool equal(const File& one, const File& other) {
  return Comparison(one, other).same(one.top, other.top);
}

}  // namespace snn::ast
